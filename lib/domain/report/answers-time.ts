import { type Answer, answer, type Line, line } from "./answer.ts";
import type { Beside, Report } from "./basis.ts";

/** 1 stop and return, 2 deciding against doing, 20 the last rehearsal. */
export function aboutTime(report: Report, beside: Beside): readonly Answer[] {
  return [stopAndReturn(report), decidingAndDoing(report), rehearsed(report, beside)];
}

function stopAndReturn({ times, recovery, run }: Report): Answer {
  const { lastSign, plannedAt, onlineAt, usersBackAt, provenAt } = times;
  const stop =
    lastSign === null ? line("stop-unknown") : line("stop-between", { from: { at: lastSign }, to: { at: plannedAt } });
  const lines: Line[] = [
    stop,
    line("run-started", { at: { at: run.startedAt } }),
    ...(onlineAt === null ? [] : [line("online", { at: { at: onlineAt } })]),
    usersBackAt === null ? line("users-not-back") : line("users-back", { at: { at: usersBackAt } }),
    provenAt === null ? line("not-proven") : line("proven", { at: { at: provenAt } }),
    ...(recovery === null
      ? []
      : [line(`recovery-${recovery.verdict}`, { target: { seconds: recovery.targetSeconds } })]),
  ];
  return answer(1, "in-part", lines);
}

function decidingAndDoing({ times }: Report): Answer {
  const known = times.clocks.flatMap(({ id, seconds }) =>
    seconds === null ? [] : [line(`clock-${id}`, { time: { seconds } })],
  );
  const unknown = times.clocks.filter((c) => c.seconds === null).map((c) => line(`basis-${c.basis}`));
  const waited = line("waited", { time: { seconds: times.waitedSeconds } });
  const cutOff = times.cutOffSeconds > 0 ? [line("cut-off", { time: { seconds: times.cutOffSeconds } })] : [];
  return answer(2, unknown.length === 0 ? "answered" : "in-part", [...known, waited, ...cutOff, ...unknown]);
}

/** The newest harmless drill, and what of this very procedure ran here before. */
function rehearsed({ run }: Report, { earlier, drill = null }: Beside): Answer {
  const drilled = drill
    ? line("last-drill", { label: drill.label, at: { at: drill.startedAt }, time: { seconds: drill.seconds } })
    : line("never-drilled");
  const last = earlier[0];
  if (!last) return answer(20, "in-part", [drilled, line("never-rehearsed"), line("other-drills")]);
  const values = {
    label: last.label,
    at: { at: last.startedAt },
    time: { seconds: last.seconds },
    runs: earlier.length,
  };
  return answer(20, "in-part", [
    drilled,
    line(`rehearsed-${last.status}`, { ...values, procedure: run.procedure }),
    line("other-drills"),
  ]);
}
