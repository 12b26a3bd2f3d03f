import type { RunView } from "#lib/domain/views/run-view.ts";

/** What one server still does: `what` = the statement as the server names it, else the act; null = not known. */
export type AtWork = {
  readonly key: string;
  readonly target: string;
  readonly what: string;
  readonly session: string | null;
  readonly percent: number | null;
};

/** The servers that still work on acts of a run, in words' reach. */
export function atWork(run: Pick<RunView, "steps" | "stillRunning">): readonly AtWork[] {
  return run.stillRunning.map(({ stepId, actId, facts }) => {
    const act = run.steps.find((step) => step.id === stepId)?.acts.find((each) => each.id === actId);
    const percent = Number(facts.percent === "" ? Number.NaN : facts.percent);
    return {
      key: `${stepId} ${actId}`,
      target: act?.target || (facts.instance ?? ""),
      what: facts.command || actId,
      session: facts.session || null,
      percent: Number.isFinite(percent) ? Math.floor(percent) : null,
    };
  });
}
