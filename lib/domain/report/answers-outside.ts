import { type Answer, answer, line } from "./answer.ts";
import { type Beside, findingsOf, isFailback, isFailover, type Report } from "./basis.ts";

/** Users that Microsoft supports on one active chat server. Source: S-TOPO in persistent-chat.md. */
const usersPerServer = 20_000;

/** 10 compliance, 11 files in rooms, 12 capacity, 16 going back, 19 promises, 21 support, 22 before next time. */
export function aboutOutside(report: Report, beside: Beside): readonly Answer[] {
  return [
    compliance(report),
    answer(11, "outside", [line("files-not-read")]),
    capacity(report, beside),
    goingBack(report),
    answer(19, "outside", [line("promised")]),
    answer(21, "outside", [line("support")]),
    nextTime(report, beside),
  ];
}

function compliance(report: Report): Answer {
  const findings = findingsOf(report, ["compliance-mirrored", "compliance-drained", "compliance-ready"]);
  return answer(10, "outside", [line(isFailover(report) ? "compliance-stays" : "compliance-not-read")], findings);
}

function capacity(report: Report, { pinned }: Beside): Answer {
  if (report.times.usersBackAt === null) return answer(12, "unknown", [line("users-not-back")]);
  const servers = pinned.activeServers.length;
  const lines = [line("capacity", { servers, users: servers * usersPerServer }), line("load-not-read")];
  return answer(
    12,
    servers === 0 ? "unknown" : "in-part",
    lines,
    findingsOf(report, ["sessions-in-mgc", "services-ready"]),
  );
}

function goingBack(report: Report): Answer {
  if (isFailback(report)) return answer(16, "does-not-arise", [line("went-back")]);
  if (!isFailover(report)) return answer(16, "does-not-arise", [line("no-way-back")]);
  return answer(16, "in-part", [line("going-back-cost"), line("going-back-plan")]);
}

/** What the plan already warned of, and what did not pass in the run. */
function nextTime(report: Report, { plan }: Beside): Answer {
  const now = new Set(report.findings.map((f) => f.checkId));
  const bad = [...plan.findings.filter((f) => !now.has(f.checkId)), ...report.findings].filter(
    (f) => f.verdict !== "pass",
  );
  const lines = [line("next-time", { findings: bad.length, deviations: report.deviations.length }), line("no-trend")];
  return answer(22, "in-part", lines, bad);
}
