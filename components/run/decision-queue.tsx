"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { textOr } from "#components/ui/text-or.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { DecisionPanel } from "./decision-panel.tsx";
import type { RunActions } from "./run-actions.ts";
import { runTitleId } from "./run-title-id.ts";
import { shownDecision } from "./shown-decision.ts";
import { undoWord } from "./undo-word.ts";

type DecisionQueueProps = {
  readonly run: Pick<RunView, "id" | "decisions" | "steps">;
  readonly siteName: string;
  readonly mayDecide: boolean;
  readonly action: RunActions["decide"];
};

/** One open question at a time; the others wait by name and keep what was typed in them. */
export function DecisionQueue({ run, siteName, mayDecide, action }: DecisionQueueProps) {
  const t = useTranslations("decisionForm");
  const titles = useTranslations("decisions");
  const steps = useTranslations("steps");
  const [wanted, setWanted] = useState<string | null>(null);
  const open = run.decisions.length;
  useEffect(() => {
    // An answered question goes away with the button that had the focus: a keyboard would be back at the top of the page, a reader nowhere.
    if (open === 0 && document.activeElement === document.body) document.getElementById(runTitleId)?.focus();
  }, [open]);
  const isOnline = ["failback-only", "home-serves"].includes(undoWord(run.steps));
  const shown = shownDecision(run.decisions, wanted);
  const nameOf = ({ kind, stepId }: RunView["decisions"][number]) => {
    const what = textOr(titles, `${kind}.title`, kind);
    return stepId === "" ? what : t("answerThis", { what, step: textOr(steps, `${stepId}.title`, stepId) });
  };
  const waiting = run.decisions.filter((each) => each.id !== shown);
  return (
    <>
      {waiting.length === 0 ? null : (
        <div className="ban ban-warn mb-3">
          <div className="flex min-w-0 flex-wrap items-center gap-2">
            <p className="font-medium">{t("moreWait", { count: waiting.length })}</p>
            {waiting.map((each) => (
              <button key={each.id} type="button" className="btn" onClick={() => setWanted(each.id)}>
                {nameOf(each)}
              </button>
            ))}
          </div>
        </div>
      )}
      {run.decisions.map((decision) => (
        // A question that comes later must not take the place of one in which something was chosen or written.
        <div key={decision.id} hidden={decision.id !== shown} onChange={() => setWanted(decision.id)}>
          <DecisionPanel
            runId={run.id}
            decision={decision}
            shown={decision.id === shown}
            siteName={siteName}
            isOnline={isOnline}
            mayDecide={mayDecide}
            action={action}
          />
        </div>
      ))}
    </>
  );
}
