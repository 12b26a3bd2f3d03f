import { useTranslations } from "next-intl";
import { ApprovalPanel, type PlanApproval } from "#components/approval/approval-panel.tsx";
import { type AskedActions, AskedPanel } from "#components/failback/asked-panel.tsx";
import { FailbackFigures } from "#components/failback/failback-figures.tsx";
import { FailbackGlance } from "#components/failback/failback-glance.tsx";
import { FailbackTop } from "#components/failback/failback-top.tsx";
import { notCaptured } from "#components/failback/plan-facts.ts";
import { FencingSheet } from "#components/fencing/fencing-sheet.tsx";
import { ManifestFacts } from "#components/loss-manifest/manifest-facts.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanCapture } from "./plan-capture.tsx";
import { PlanChecks } from "./plan-checks.tsx";
import { PlanFigures } from "./plan-figures.tsx";
import { PlanGlance } from "./plan-glance.tsx";
import { PlanLastChance } from "./plan-last-chance.tsx";
import { PlanOpposite } from "./plan-opposite.tsx";
import { PlanOrder } from "./plan-order.tsx";
import { PlanSteps } from "./plan-steps.tsx";
import { type StartApproval, StartForm } from "./start-form.tsx";

type PlanPageProps = {
  readonly plan: PlanView;
  readonly allowed: boolean;
  readonly action: FormAction<{ readonly runId: string }>;
  readonly mayPlan: boolean;
  /** Null: the procedure needs none. */
  readonly approval: PlanApproval | null;
  /** Makes a new plan in the other order. */
  readonly planAgain: FormAction<{ readonly planId: string }>;
  /** For what nobody captured. */
  readonly asked: AskedActions;
};

export function PlanPage({ plan, allowed, action, mayPlan, approval, planAgain, asked }: PlanPageProps) {
  const t = useTranslations("plan");
  const loss = useTranslations("lossManifest");
  const paper = useTranslations("paper");
  const isFailback = plan.procedure === "failback";
  return (
    <>
      <PageHead
        title={t(`title.${plan.procedure}`, { home: plan.homeName, other: plan.otherName })}
        note={
          <>
            {t("note")} <Time at={plan.createdAt} look="zone" />
          </>
        }
      >
        <a href={`/api/plans/${plan.id}/paper`} className="btn" download>
          {paper("link")}
        </a>
      </PageHead>
      {isFailback ? <FailbackGlance plan={plan} /> : <PlanGlance plan={plan} />}
      <PlanLastChance lastChance={plan.lastChance} />
      <div className="g32">
        <div className="stack">
          <AskedPanel {...asked} plan={plan} mayPlan={mayPlan} planAgain={planAgain} />
          {isFailback ? (
            <FailbackTop plan={plan} allowed={mayPlan} planAgain={planAgain} />
          ) : (
            <PlanOpposite plan={plan} />
          )}
          {plan.votes === undefined || plan.votes.length === 0 ? null : (
            <FencingSheet fencing={{ votes: plan.votes, eyes: notSaid(plan) }} isAsked={false} />
          )}
          {plan.manifest === undefined ? null : (
            <Panel title={loss("title")} note={loss("note")}>
              <ManifestFacts manifest={plan.manifest} hash={plan.manifestHash ?? ""} />
            </Panel>
          )}
          <Panel title={t("checks")} note={t("checksNote", { count: plan.findings.length })}>
            <PlanChecks findings={plan.findings} />
          </Panel>
          <PlanSteps plan={plan} />
          {isFailback ? <PlanOpposite plan={plan} /> : null}
          {plan.procedure === "mirror-failover" || plan.procedure === "drill" ? null : (
            <PlanCapture
              capture={plan.capture}
              missing={notCaptured(plan)}
              now={plan.createdAt}
              isAgain={plan.procedure === "re-protect"}
            />
          )}
        </div>
        <div className="stack self-start min-[1100px]:sticky min-[1100px]:top-16">
          <Panel title={t("before")}>
            {isFailback ? <FailbackFigures plan={plan} /> : <PlanFigures plan={plan} />}
            {plan.time.finish === null ? null : (
              <PlanOrder
                procedure={plan.procedure}
                order={plan.order}
                finish={plan.time.finish}
                mirrorOpen={plan.steps.some((s) => s.id === "create-mirror" && s.estimate.most === null)}
                allowed={mayPlan}
                action={planAgain}
              />
            )}
            {approval === null ? null : (
              <ApprovalPanel
                planId={plan.id}
                planHash={plan.hash}
                manifestHash={plan.manifestHash ?? ""}
                allowed={allowed}
                {...approval}
              />
            )}
            <StartForm
              approval={approval === null ? null : startApproval(approval)}
              planId={plan.id}
              procedure={plan.procedure}
              typedName={plan.typedName}
              blocking={plan.blocking}
              allowed={allowed}
              action={action}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}

/** On a plan nobody has been asked yet. */
const notSaid = (plan: PlanView) => plan.opposite.map(({ instance }) => ({ instance, word: null }));

function startApproval({ policy, approval }: PlanApproval): StartApproval {
  return { isApproved: approval?.status === "approved", mayGoWithout: policy.emergency };
}
