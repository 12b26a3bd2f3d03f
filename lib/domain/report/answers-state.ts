import { type Answer, answer, line, standingOf } from "./answer.ts";
import { type Beside, findingsOf, isFailback, isFailover, type Report } from "./basis.ts";

/** 7 where the pool is, 8 who knows, 9 protection, 13 two writers, 18 as before. */
export function aboutState(report: Report, { pinned }: Beside): readonly Answer[] {
  return [where(report), whoKnows(report), protection(report), twoWriters(report, pinned.opposite), asBefore(report)];
}

function where(report: Report): Answer {
  const findings = findingsOf(report, ["pool-state", "active-servers", "sessions-in-mgc", "database-online"]);
  if (findings.length === 0) return answer(7, "unknown", [line("where-not-read")]);
  return answer(7, standingOf(findings), [line("where-at", { target: report.target })], findings);
}

function whoKnows(report: Report): Answer {
  const findings = findingsOf(report, ["replicas-current", "services-ready"]);
  if (findings.length > 0) return answer(8, standingOf(findings), [line("replicas")], findings);
  const moved = isFailover(report) || isFailback(report);
  return moved
    ? answer(8, "unknown", [line("replicas-not-read")])
    : answer(8, "does-not-arise", [line("state-not-set")]);
}

function protection(report: Report): Answer {
  const findings = findingsOf(report, [
    "mirror-synchronized",
    "witness-connected",
    "log-backups-running",
    "round-trip",
  ]);
  const lines = isFailover(report) ? [line("no-second-site"), line("at-the-end")] : [line("at-the-end")];
  return answer(
    9,
    findings.length === 0 ? (isFailover(report) ? "answered" : "unknown") : standingOf(findings),
    lines,
    findings,
  );
}

function twoWriters(report: Report, opposite: readonly string[]): Answer {
  const findings = findingsOf(report, ["one-writable-copy", "home-fenced-by-tail"]);
  const words = report.decisions.flatMap((d) => d.attestations);
  const lines = [
    ...words.map((w) =>
      line("attested", { instance: w.instance, what: w.switchedOff, who: w.confirmedBy, at: { at: w.confirmedAt } }),
    ),
    ...report.deviations.filter((d) => d.kind === "override-used").map((d) => line("overridden", { at: { at: d.at } })),
  ];
  if (findings.length === 0 && lines.length === 0)
    return opposite.length === 0
      ? answer(13, "does-not-arise", [line("no-opposite")])
      : answer(13, "unknown", [line("writers-not-read")]);
  return answer(13, words.length > 0 ? "in-part" : standingOf(findings), lines, findings);
}

function asBefore(report: Report): Answer {
  if (!isFailback(report) && report.run.procedure !== "re-protect")
    return answer(18, "does-not-arise", [line(isFailover(report) ? "not-as-before" : "no-way-back")]);
  const findings = findingsOf(report, [
    "as-before",
    "mirror-synchronized",
    "round-trip",
    "pool-state",
    "active-servers",
  ]);
  return answer(18, standingOf(findings), [line("topology-not-compared")], findings);
}
