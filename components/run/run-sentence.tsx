import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { StillAtWork } from "./still-at-work.tsx";
import { undoWord } from "./undo-word.ts";

type RunSentenceProps = { readonly run: RunView };

/** What happens now, whether you must act, whether it can be undone. */
export function RunSentence({ run }: RunSentenceProps) {
  const t = useTranslations("run.sentence");
  const steps = useTranslations("steps");
  const current = run.steps.find((step) => step.id === run.currentStepId) ?? null;
  const title = current === null ? "" : textOr(steps, `${current.id}.title`, current.id);
  const target = current?.acts.find((act) => act.status === "running")?.target ?? current?.targets[0] ?? "";
  const movedNobody = !leavesHome(run.procedure) && run.procedure !== "failback";
  const now =
    title !== "" && run.status === "running"
      ? t("running", { step: title, target })
      : t(`now.${run.status === "pausing" && run.holdAt === "stage" ? "pausing-after-stage" : run.status}`);
  const isHome = run.procedure === "failback" && run.status === "succeeded";
  return (
    <p className="text-lg text-ink-2">
      <b className="font-semibold text-ink">{now}</b> <StillAtWork run={run} />
      {isHome ? t("home") : movedNobody && run.status === "succeeded" ? t("moved-nobody") : t(`act.${run.status}`)}{" "}
      {run.finishedAt === null ? t(undoWord(run.steps)) : null}
    </p>
  );
}
