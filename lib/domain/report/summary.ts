import { type Line, line } from "./answer.ts";
import { isFailover, type Report } from "./basis.ts";

/** The run in a few sentences: how it ended, when users were back, what was lost, what to mind. Pure. */
export function summaryOf(report: Report): readonly Line[] {
  const { run, times, recovery, loss, deviations, notProtected } = report;
  return [
    line("sum-started", { person: run.startedBy, at: { at: run.startedAt }, reason: run.reason }),
    run.finishedAt === null
      ? line("sum-goes-on")
      : line(`sum-${run.status}`, { time: { seconds: times.runSeconds ?? 0 } }),
    ...back(report),
    ...(recovery === null || run.finishedAt === null
      ? []
      : [line(`recovery-${recovery.verdict}`, { target: { seconds: recovery.targetSeconds } })]),
    ...(loss === null ? [] : [lost(loss)]),
    ...(isFailover(report) && notProtected.length > 0
      ? [line("sum-not-protected", { count: notProtected.length })]
      : []),
    line("sum-deviations", { count: deviations.length }),
  ];
}

function back({ run, times, recovery }: Report): readonly Line[] {
  if (recovery === null) return [];
  if (recovery.fewest === null) return run.finishedAt === null ? [] : [line("users-not-back")];
  const since = { seconds: recovery.fewest };
  if (recovery.most === null || times.lastSign === null) return [line("sum-back", { time: since })];
  return [line("sum-back-within", { time: since, most: { seconds: recovery.most } })];
}

function lost(loss: NonNullable<Report["loss"]>): Line {
  if (loss.fewest === null) return line("loss-unknown");
  const rooms = loss.rooms.filter((r) => r.lost !== "0").length;
  if (loss.most === null) return line("loss-at-least", { fewest: loss.fewest, rooms });
  return line("loss-between", { fewest: loss.fewest, most: loss.most, rooms });
}
