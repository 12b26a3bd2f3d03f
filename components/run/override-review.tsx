import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { OverrideForm } from "./override-form.tsx";

type OverrideReviewProps = {
  readonly runId: string;
  readonly override: RunView["overrides"][number] | null;
  readonly siteName: string;
  readonly isProposer: boolean;
  readonly mayConfirm: boolean;
  readonly action: FormAction<void>;
};

/** The second person's own screen: who asks for what, over which readings, and what it would make possible. */
export function OverrideReview({ runId, override, siteName, isProposer, mayConfirm, action }: OverrideReviewProps) {
  const t = useTranslations("override");
  if (override === null || override.status !== "proposed") {
    return (
      <Banner tone="info" title={t("nothing")}>
        <p>{t("nothingMeans")}</p>
      </Banner>
    );
  }
  return (
    <section className="panel max-w-3xl" aria-labelledby="override-title">
      <div className="grid gap-2 border-b border-bad-line bg-bad-soft px-4 py-3">
        <h2 id="override-title" className="text-lg">
          {t("asks", { who: override.proposedBy })}
        </h2>
        <p>{t("means")}</p>
        <p>
          <b className="font-semibold">{t("reason")}</b> {override.reason}
        </p>
        <p className="text-xs text-ink-2">
          {t("proposedAt")} <Time at={override.proposedAt} look="zone" /> · {t("life")}
        </p>
        <Facts facts={override.decision.facts} />
      </div>
      {isProposer ? <p className="px-4 py-3">{t("ownProposal")}</p> : null}
      {!isProposer && !mayConfirm ? <p className="px-4 py-3">{t("notAllowed")}</p> : null}
      {!isProposer && mayConfirm ? (
        <OverrideForm
          runId={runId}
          decisionId={override.decision.id}
          siteName={override.decision.facts.site ?? siteName}
          action={action}
        />
      ) : null}
    </section>
  );
}
