import type { ActView } from "#lib/domain/views/run-view.ts";
import type { ActState, RunState } from "./run-state.ts";

/** Begun and without an end: at work, unless a person is asked because nobody knows. */
function begun(act: ActState, run: RunState): ActView["status"] {
  const isAsked = run.open.some((o) => o.decision.actId === act.id && o.decision.kind === "effect-unknown");
  return isAsked ? "unknown" : "running";
}

/** One act as pages show it, in the run as it stands. Pure. */
export function actView(act: ActState, run: RunState): ActView {
  // Lost without an answer, then seen as not begun: the question says that nothing was changed, and so does this.
  const isKnown = run.open.some((o) => o.decision.actId === act.id && o.decision.kind === "act-failed");
  const ended = act.status === "unknown" && isKnown ? "failed" : act.status;
  const status = ended === "intended" ? (act.attempts > 0 ? begun(act, run) : "waiting") : ended;
  return {
    id: act.id,
    target: act.command?.target ?? "",
    command: act.command,
    status,
    attempts: act.attempts,
    observations: act.observations,
    error: act.error
      ? [act.error.message, ...act.error.causes.map((c) => c.message)]
          .filter((m, i, all) => !all.slice(0, i).some((earlier) => earlier.includes(m)))
          .join(" · ")
      : null,
    startedAt: act.startedAt,
    finishedAt: act.finishedAt,
  };
}
