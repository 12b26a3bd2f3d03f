import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { AskAgain } from "#components/ui/ask-again.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Approval } from "#lib/domain/approval/approval.ts";
import type { Delivery } from "#lib/domain/mail/mail.ts";
import type { ApprovalPolicy } from "#lib/domain/topology/approvals.ts";
import { AnswerForm } from "./answer-form.tsx";
import { ApprovalStatus } from "./approval-status.tsx";
import { AskForm } from "./ask-form.tsx";
import { MailList } from "./mail-list.tsx";

/** Where the approval of a plan stands, and what this person may do about it. */
export type PlanApproval = {
  readonly policy: ApprovalPolicy;
  readonly approval: Approval | null;
  /** What became of the mails; null = this console sends none. */
  readonly mails: readonly Delivery[] | null;
  readonly personId: string;
  readonly mayApprove: boolean;
  readonly ask: FormAction<void>;
  readonly answer: FormAction<void>;
};
type ApprovalPanelProps = PlanApproval & {
  readonly planId: string;
  readonly planHash: string;
  /** Of the loss manifest on this page; "" where an older console made the plan. */
  readonly manifestHash: string;
  /** May start runs, and so may ask. */
  readonly allowed: boolean;
};

export function ApprovalPanel(props: ApprovalPanelProps) {
  const t = useTranslations("approval");
  const { approval, policy } = props;
  const isWaiting = approval?.status === "waiting";
  const mine = approval?.requestedById === props.personId;
  const hasAnswered = approval?.answers.some((each) => each.personId === props.personId) ?? false;
  const canAsk = props.allowed && (approval === null || approval.status === "refused" || approval.status === "expired");
  return (
    <section aria-labelledby="approval-title" className="grid gap-2 border-t border-line px-4 py-3">
      <h3 id="approval-title">{t("title", { needed: policy.needed })}</h3>
      {approval === null ? (
        <p className="text-ink-2">{t("notAsked")}</p>
      ) : (
        <>
          <div role="status">
            <ApprovalStatus approval={approval} />
          </div>
          <p className="text-xs text-ink-2">
            {t("askedBy", { who: approval.requestedBy })} <Time at={approval.requestedAt} look="zone" /> ·{" "}
            {t("validUntil")} <Time at={approval.expiresAt} look="zone" /> · {t("onlyThis")}{" "}
            <code>{approval.planHash.slice(0, 12)}</code>
          </p>
        </>
      )}
      {canAsk ? <AskForm planId={props.planId} action={props.ask} /> : null}
      {isWaiting && mine ? <p className="text-xs text-ink-2">{t("ownRequest")}</p> : null}
      {isWaiting && hasAnswered ? <p className="text-xs text-ink-2">{t("answered")}</p> : null}
      {isWaiting && !mine && !hasAnswered && props.mayApprove ? (
        <AnswerForm
          planId={props.planId}
          planHash={props.planHash}
          manifestHash={props.manifestHash}
          action={props.answer}
        />
      ) : null}
      {isWaiting ? <MailList mails={props.mails} /> : null}
      {isWaiting || approval?.status === "approved" ? <AskAgain everyMs={3_000} /> : null}
    </section>
  );
}
