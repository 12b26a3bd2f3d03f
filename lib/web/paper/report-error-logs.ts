import type { ErrorLogRead } from "#lib/domain/run/journal-error-log.ts";
import { type Block, code, heading, plain, small } from "./blocks.ts";
import type { Words } from "./words.ts";

/** Of each log the summary shows the newest lines. */
const briefLines = 20;
/** Laid out in parts. */
const linesInPart = 50;

/** What SQL Server itself wrote while the run was under way, instance by instance. */
export function* errorLogsDocument(w: Words, logs: readonly ErrorLogRead[], full: boolean): Generator<Block> {
  if (logs.length === 0) return;
  yield heading(2, w.t("report.errorLogs.title"));
  for (const log of logs) yield* oneLog(w, log, full);
}

function* oneLog(w: Words, log: ErrorLogRead, full: boolean): Generator<Block> {
  const { instance, from, until, why, isCut } = log;
  yield heading(3, `${instance}, ${w.day(from)} – ${w.clock(until)}`);
  if (why !== null)
    return yield plain(why === "rights" ? w.t("report.errorLogs.rights") : w.t("report.errorLogs.unread", { why }));
  if (log.lines.length === 0) yield plain(w.t("report.errorLogs.none"));
  if (isCut) yield small(w.t("report.errorLogs.cut"));
  const lines = full ? log.lines : log.lines.slice(-briefLines);
  const more = log.more + log.lines.length - lines.length;
  if (more > 0) yield small(w.t("report.errorLogs.more", { count: more }));
  const texts = lines.map((line) => `${line.at.replace("T", " ")}  ${line.process}  ${line.text}`);
  for (let i = 0; i < texts.length; i += linesInPart) yield code(texts.slice(i, i + linesInPart).join("\n"));
}
