import { useTranslations } from "next-intl";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { type Control, ControlForm } from "./control-form.tsx";
import type { RunActions } from "./run-actions.ts";

type ControlListProps = { readonly run: RunView; readonly mayControl: boolean; readonly actions: RunActions };

const controls: readonly Control[] = ["pause", "pause-after-stage", "resume", "offer", "abort"];

export function ControlList({ run, mayControl, actions }: ControlListProps) {
  const t = useTranslations("run.controls");
  const steps = useTranslations("steps");
  const at = `${run.currentStepId}.stops`;
  const left = run.currentStepId !== null && steps.has(at) ? steps(at) : null;
  return (
    <div className="px-4">
      {mayControl ? (
        controls.map((move) => (
          <ControlForm
            key={move}
            move={move}
            runId={run.id}
            available={move === "offer" ? run.handOver === null : run.moves.includes(move)}
            note={move === "abort" && left !== null ? t("abort.leaves", { state: left }) : null}
            action={actions[move]}
          />
        ))
      ) : (
        <p className="py-3 text-ink-2">{t("notAllowed")}</p>
      )}
    </div>
  );
}
