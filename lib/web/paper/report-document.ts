import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import { shownFiles } from "#lib/domain/report/shown-files.ts";
import { type Block, heading, lead, plain, small, strong, table } from "./blocks.ts";
import { errorLogsDocument } from "./report-error-logs.ts";
import { answersDocument, evidenceDocument } from "./report-evidence.ts";
import { signedLoss } from "./signed-loss.ts";
import type { Words } from "./words.ts";

type Sites = { readonly home: string; readonly other: string };
type SignOff = { readonly at: string; readonly person: string; readonly comment: string; readonly records: number };
/** A report with what stands beside the journal. */
export type ReportPaper = ReportView & {
  readonly signOffs: readonly SignOff[];
  readonly head: { readonly number: number; readonly hash: string } | null;
};
type Told = { readonly report: ReportPaper; readonly sites: Sites; readonly full: boolean };

/** A run's report, block by block, in the order of its page. */
export function* reportDocument(w: Words, { report, sites, full }: Told): Generator<Block> {
  const { run } = report;
  yield small(w.t("report.kicker"));
  yield heading(1, w.t(`run.head.${run.procedure}`, sites));
  yield plain(w.t("report.of", { label: run.label, pool: report.poolFqdn, plan: run.planId }));
  yield strong(w.or(`run.status.${run.status}`, run.status));
  yield lead(report.summary.map(w.said).join(" "));
  yield small(w.t("report.utc", { records: report.records }));
  yield* timeline(w, report);
  yield* clocks(w, report);
  yield* points(w, report);
  yield* deviations(w, report);
  yield* decisions(w, report);
  yield* losses(w, report);
  yield* manifest(w, report, full);
  yield* signedLoss(w, report.run.approval);
  yield* evidenceDocument(w, report, full);
  yield* errorLogsDocument(w, report.errorLogs, full);
  yield* answersDocument(w, report.answers);
  yield* signOffs(w, report);
}

function* timeline(w: Words, { steps, points }: ReportView): Generator<Block> {
  yield heading(2, w.t("report.timeline.title"));
  const passed = new Set(points.flatMap((point) => (point.passedAt === null ? [] : point.stepId)));
  const heads = ["step", "began", "took"].map((id) => w.t(`report.timeline.${id}`));
  yield table(
    heads,
    [6, 2, 2],
    steps.map((step) => {
      const title = `${step.number} ${w.or(`steps.${step.id}.title`, step.id)}`.trim();
      const { startedAt, finishedAt } = step;
      const seconds = startedAt && finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000 : null;
      return [
        passed.has(step.id) ? `${title} · ${w.t("report.timeline.point")}` : title,
        startedAt === null ? w.t("report.timeline.notReached") : w.clock(startedAt),
        seconds === null ? "–" : w.duration(seconds),
      ];
    }),
  );
}

function* clocks(w: Words, { times }: ReportView): Generator<Block> {
  yield heading(2, w.t("report.clocks.title"));
  const heads = ["clock", "from", "to", "time", "how"].map((id) => w.t(`report.clocks.${id}`));
  yield table(
    heads,
    [2, 2, 2, 2, 6],
    times.clocks.map(({ id, from, to, seconds, basis }) => [
      w.t(`report.clocks.names.${id}`),
      from === null ? "–" : w.clock(from),
      to === null ? "–" : w.clock(to),
      seconds === null ? w.t("report.clocks.unknown") : w.duration(seconds),
      w.or(`report.clocks.basis.${basis}`, basis),
    ]),
  );
  const { waitedSeconds, cutOffSeconds } = times;
  yield small(w.t("report.clocks.waited", { time: w.duration(waitedSeconds), cutOff: w.duration(cutOffSeconds) }));
}

function* points(w: Words, { points }: ReportView): Generator<Block> {
  yield heading(2, w.t("report.points.title"));
  if (points.length === 0) return yield plain(w.t("report.points.none"));
  yield table(
    ["step", "confirmed", "passed"].map((id) => w.t(`report.points.${id}`)),
    [4, 4, 3],
    points.map(({ stepId, confirmedAt, confirmedBy, passedAt }) => [
      w.or(`steps.${stepId}.title`, stepId),
      confirmedAt === null ? "–" : `${confirmedBy ?? "–"}, ${w.day(confirmedAt)}`,
      passedAt === null ? w.t("report.points.notPassed") : w.day(passedAt),
    ]),
  );
}

function* deviations(w: Words, report: ReportView): Generator<Block> {
  yield heading(2, w.t("report.deviations.title"));
  if (report.deviations.length === 0) return yield plain(w.t("report.deviations.none"));
  yield table(
    ["at", "what", "where", "who", "said"].map((id) => w.t(`report.deviations.${id}`)),
    [2, 3, 4, 2, 4],
    report.deviations.map(({ at, kind, stepId, actId, person, said, decision }) => [
      w.clock(at),
      decision
        ? `${w.t(`report.deviations.kinds.${kind}`)}: ${w.or(`decisions.${decision.kind}.title`, decision.kind)}: ${w.or(`choices.${decision.choice}.title`, decision.choice)}`
        : w.t(`report.deviations.kinds.${kind}`),
      [stepId === null ? "–" : w.or(`steps.${stepId}.title`, stepId), actId ?? ""].join(" ").trim(),
      person ?? "–",
      said === "" ? "–" : said,
    ]),
  );
}

function* decisions(w: Words, report: ReportView): Generator<Block> {
  yield heading(2, w.t("report.decisions.title"));
  if (report.decisions.length === 0) yield plain(w.t("report.decisions.none"));
  const word = (id: string) => w.or(`choices.${id}.title`, id);
  for (const taken of report.decisions) {
    const { decision, askedAt, at, person, choice, alternatives, confirmedBy, reason, attestations } = taken;
    yield heading(3, w.or(`decisions.${decision.kind}.title`, decision.kind));
    const time = w.duration((Date.parse(at) - Date.parse(askedAt)) / 1_000);
    yield plain(
      w.tagged("report.decisions.asked", { asked: () => w.clock(askedAt), at: () => w.clock(at), time, person }),
    );
    yield strong(w.t("report.decisions.chosen", { choice: word(choice) }));
    yield plain(
      alternatives.length === 0
        ? w.t("report.decisions.noAlternatives")
        : w.t("report.decisions.alternatives", { choices: alternatives.map(word).join(" · ") }),
    );
    if (confirmedBy !== null) yield plain(w.t("report.decisions.confirmedBy", { person: confirmedBy }));
    if (reason !== "") yield plain(reason);
    for (const { instance, switchedOff: what, confirmedBy: who, confirmedAt } of attestations)
      yield small(w.said({ key: "attested", values: { instance, what, who, at: { at: confirmedAt } } }));
  }
}

function* losses(w: Words, { run, loss, notProtected }: ReportView): Generator<Block> {
  if (!leavesHome(run.procedure)) return;
  yield heading(2, w.t("notProtected.title"));
  if (notProtected.length === 0) yield plain(w.t("notProtected.nothingKnown"));
  for (const item of notProtected)
    yield plain(`${w.t("notProtected.word")}: ${w.or(`notProtected.items.${item}`, item)}`);
  if (loss === null) return;
  yield heading(2, w.t("rooms.title"));
  if (loss.rooms.length === 0) return yield plain(w.t("rooms.none"));
  yield table(
    ["room", "before", "after", "lost"].map((id) => w.t(`rooms.${id}`)),
    [5, 2, 2, 2],
    loss.rooms.map((room) => [room.room, room.before ?? "–", room.after ?? "–", room.lost ?? "–"]),
  );
}

function* manifest(w: Words, { manifest, samples }: ReportView, full: boolean): Generator<Block> {
  if (manifest === null && samples === null) return;
  yield heading(2, w.t("report.manifest.title"));
  if (manifest === null) yield plain(w.t("report.manifest.none"));
  else {
    yield small(w.tagged("report.manifest.note", { at: () => w.day(manifest.listedAt) }));
    if (manifest.shareError !== null) yield strong(w.t("report.manifest.share", { error: manifest.shareError }));
    const named = full ? manifest.files : shownFiles(manifest.files);
    const more = manifest.files.length - named.length;
    if (more > 0) yield small(w.t("report.manifest.more", { count: more }));
    const files = named.map((file) => [
      file.file,
      w.t(`report.manifest.fates.${file.fate}`),
      file.finishDate,
      `${file.firstLsn} – ${file.lastLsn}`,
      file.sizeBytes,
    ]);
    const left = manifest.leftOut.map(({ file, why, sizeBytes }) => [
      file,
      w.t("report.manifest.leftOut", { why }),
      "–",
      "–",
      sizeBytes,
    ]);
    const heads = ["file", "fate", "finished", "lsn", "size"].map((id) => w.t(`report.manifest.${id}`));
    yield table(heads, [4, 3, 3, 4, 2], [...files, ...left]);
  }
  if (samples === null) return yield small(w.t("report.manifest.noSamples"));
  const before = samples.before === null ? "–" : w.day(samples.before);
  yield small(w.tagged("report.manifest.watermarks", { newest: () => w.day(samples.newest), before: () => before }));
}

function* signOffs(w: Words, { signOffs, head, run }: ReportPaper): Generator<Block> {
  yield heading(2, w.t("report.signOff.title"));
  if (signOffs.length === 0) yield plain(w.t(`report.signOff.${run.finishedAt === null ? "notYet" : "none"}`));
  for (const { at, person, records, comment } of signOffs) {
    yield strong(w.tagged("report.signOff.said", { person, records, at: () => w.day(at) }));
    yield plain(comment);
  }
  if (head !== null) yield small(w.t("report.lastHash", head));
}
