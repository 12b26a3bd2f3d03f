import Link from "next/link";
import { useTranslations } from "next-intl";
import { PlanCommand } from "#components/plan/plan-command.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";

type WhatItLeavesProps = { readonly run: RunView };

/** Of a run that ended before its end, or that only a newer console may go on with: the state in an operator's words, and the command by which a person goes on without the console. */
export function WhatItLeaves({ run }: WhatItLeavesProps) {
  const t = useTranslations("run.leaves");
  const steps = useTranslations("steps");
  const { nextByHand } = run;
  const isLeft = run.newerVersion !== null || run.status === "aborted" || run.status === "failed";
  if (!isLeft || nextByHand === null || /; (fence-undone|drill-cleared)$/.test(run.finishDetail ?? "")) return null;
  const { stepId, commands } = nextByHand;
  return (
    <div className="mb-3">
      <Panel title={t("title")}>
        <div className="grid gap-2 px-4 py-3">
          <p>
            {t(run.newerVersion === null ? "stoodIn" : "standsIn", { step: textOr(steps, `${stepId}.title`, stepId) })}.{" "}
            {steps.has(`${stepId}.stops`) ? steps(`${stepId}.stops`) : null}
          </p>
          <h3 className="lbl">{t("byHand")}</h3>
          {commands.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
          {commands.map((planned) => (
            <PlanCommand key={JSON.stringify(planned.command)} planned={planned} />
          ))}
          <p>
            <Link href={`/plans/${run.planId}`}>{t("plan")}</Link>
          </p>
        </div>
      </Panel>
    </div>
  );
}
