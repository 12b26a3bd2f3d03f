import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import { type Answer, answer, type Line, line } from "./answer.ts";
import { type Beside, isFailback, isFailover, type Report } from "./basis.ts";

/** 3 how many messages, 4 complete up to, 5 could it have been less, 17 the way back. */
export function aboutLoss(report: Report, beside: Beside): readonly Answer[] {
  return [messages(report), completeUpTo(report), less(report, beside), wayBack(report)];
}

function messages(report: Report): Answer {
  const { loss, samples } = report;
  if (loss === null) {
    const key = isFailover(report) ? "loss-no-copy-opened" : "loss-none-by-run";
    return answer(3, report.times.runSeconds === null ? "unknown" : "answered", [line(key)]);
  }
  if (loss.fewest === null) return answer(3, "unknown", [line("loss-unknown")]);
  const rooms = loss.rooms.filter((r) => r.lost !== "0").length;
  const lines: Line[] = [
    loss.most === null
      ? line("loss-at-least", { fewest: loss.fewest, rooms })
      : line("loss-between", { fewest: loss.fewest, most: loss.most, rooms }),
  ];
  if (loss.sampledAt !== null) lines.push(line("loss-sampled", { at: { at: loss.sampledAt } }));
  if (samples?.before) {
    const apart = (Date.parse(samples.newest) - Date.parse(samples.before)) / 1_000;
    lines.push(line("loss-uncertainty", { time: { seconds: apart } }));
  }
  return answer(3, loss.most === null ? "in-part" : "answered", lines);
}

function completeUpTo({ loss, manifest, run }: Report): Answer {
  const last = manifest?.lastApplied ?? null;
  const lines: Line[] = [
    ...(loss?.completeUpTo ? [line("complete-sample", { at: { at: loss.completeUpTo } })] : []),
    ...(last === null
      ? []
      : [line("complete-file", { file: last.file, finished: last.finishDate, lsn: last.lastLsn })]),
    ...(manifest !== null && last === null ? [line("complete-none-applied")] : []),
  ];
  if (lines.length > 0) return answer(4, last === null && !loss?.completeUpTo ? "in-part" : "answered", lines);
  return leavesHome(run.procedure)
    ? answer(4, "unknown", [line("complete-unknown")])
    : answer(4, "does-not-arise", [line("loss-none-by-run")]);
}

function less(report: Report, { plan }: Beside): Answer {
  const { manifest } = report;
  if (!isFailover(report)) return answer(5, "does-not-arise", [line("loss-none-by-run")]);
  if (manifest === null) return answer(5, "unknown", [line("never-listed")]);
  const count = (fate: string) => manifest.files.filter((f) => f.fate === fate).length;
  const saves = plan.lastChance?.saves ?? null;
  const lines: Line[] = [
    line("files", {
      applied: count("applied"),
      held: count("held-before"),
      left: count("not-applied") + manifest.leftOut.length,
    }),
    manifest.shareError === null ? line("share-answered") : line("share-silent", { error: manifest.shareError }),
    line(`last-chance-${plan.lastChance?.kind ?? "not-known"}`, { instance: plan.lastChance?.instance ?? "" }),
    ...(saves?.fewest != null ? [line("last-chance-saves", { fewest: saves.fewest, most: saves.most ?? "?" })] : []),
  ];
  return answer(5, plan.lastChance === null ? "in-part" : "answered", lines);
}

function wayBack(report: Report): Answer {
  if (!isFailback(report)) return answer(17, "does-not-arise", [line("no-way-back")]);
  const equal = report.steps.flatMap((s) => s.acts).find((act) => act.id === "fingerprints-equal");
  const waived = report.decisions.find((d) => d.decision.kind === "stranded-messages" && d.choice === "waive");
  const lines = [
    line(equal?.status === "done" ? "fingerprints-equal" : "fingerprints-not-compared"),
    ...(waived ? [line("stranded-waived", { person: waived.person, reason: waived.reason })] : []),
  ];
  return answer(17, equal?.status === "done" ? "answered" : "unknown", lines);
}
