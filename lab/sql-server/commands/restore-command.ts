import type { ServerEvent, SqlValue, StatementCall, StatementHandler } from "#lab/sql-server/contract.ts";
import { parseDate } from "#lab/sql-server/sql/date-text.ts";
import { sqlError } from "#lab/sql-server/sql/errors.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { beginRestore, restore, restoreStateOnly } from "#lab/world/restore.ts";
import { checkRestore, misplacedFiles, type RestoreEnd, type RestoreWish } from "#lab/world/restore-check.ts";
import { whileShareHangs } from "#lab/world/share-hangs.ts";
import { info, processedText, textOr, withAbnormalEnd } from "./events.ts";
import { refuseInTransaction } from "./no-transaction.ts";
import { progress } from "./progress.ts";
import { TokenReader } from "./reader.ts";
import { restoreInformation } from "./restore-information.ts";
import { readDevice, readWith, unknownOption, type WithOptions } from "./with-options.ts";

const known = new Set([
  "RECOVERY",
  "NORECOVERY",
  "STANDBY",
  "REPLACE",
  "FILE",
  "CHECKSUM",
  "NO_CHECKSUM",
  "STATS",
  "STOP_ON_ERROR",
  "CONTINUE_AFTER_ERROR",
  "RESTRICTED_USER",
  "BLOCKSIZE",
  "BUFFERCOUNT",
  "MAXTRANSFERSIZE",
  "NOUNLOAD",
  "STOPAT",
]);

/** RESTORE DATABASE | LOG, and the statements that only read a file. */
export function restoreCommand(instance: InstanceWorld): StatementHandler {
  return (call) => {
    const reader = new TokenReader(call);
    reader.expect("RESTORE");
    for (const word of ["HEADERONLY", "FILELISTONLY", "LABELONLY", "VERIFYONLY"] as const)
      if (reader.take(word)) {
        reader.expect("FROM");
        const path = readDevice(reader);
        const { values, flags } = readWith(reader);
        const wish = { path, file: Number(textOr(values.FILE, "0")), checksum: flags.has("CHECKSUM") };
        return withAbnormalEnd(
          word === "VERIFYONLY" ? "VERIFY DATABASE" : `RESTORE ${word}`,
          call.line,
          restoreInformation(instance, call, { word, wish }),
        );
      }
    const kind = reader.take("LOG") ? "log" : "full";
    if (kind === "full") reader.expect("DATABASE");
    const database = reader.name();
    const path = reader.take("FROM") ? readDevice(reader) : null;
    const options = readWith(reader);
    for (const flag of options.flags) if (!known.has(flag)) throw unknownOption(instance, "RESTORE", flag);
    const what = `RESTORE ${kind === "log" ? "LOG" : "DATABASE"}`;
    if (path === null)
      return withAbnormalEnd(what, call.line, changeState(instance, call, { database, end: endOf(options), what }));
    const wish: RestoreWish = {
      kind,
      database,
      path,
      file: Number(textOr(options.values.FILE, "1")),
      end: endOf(options),
      replace: options.flags.has("REPLACE"),
      checksum: options.flags.has("CHECKSUM"),
      moves: options.moves,
      userName: call.session.login,
      spid: call.session.spid,
      stopAtMs: stopAtOf(options.values.STOPAT),
    };
    return withAbnormalEnd(
      what,
      call.line,
      run(instance, call, {
        wish,
        what,
        stats: options.flags.has("STATS") ? Number(textOr(options.values.STATS, "10")) : 0,
      }),
    );
  };
}

/** Wall clock; null without STOPAT. Throws 241. */
function stopAtOf(value: SqlValue | undefined): number | null {
  if (value === undefined || value === null) return null;
  const date = value instanceof Date ? value : parseDate(String(value));
  if (date === null) throw sqlError(241);
  return date.getTime();
}

function endOf(options: WithOptions): RestoreEnd {
  if (options.flags.has("STANDBY")) return { kind: "standby", file: textOr(options.values.STANDBY, "") };
  return { kind: options.flags.has("NORECOVERY") ? "norecovery" : "recovery" };
}

async function* changeState(
  instance: InstanceWorld,
  call: StatementCall,
  at: { readonly database: string; readonly end: RestoreEnd; readonly what: string },
): AsyncGenerator<ServerEvent, void> {
  restoreStateOnly(instance, { ...at, spid: call.session.spid });
  yield info(3014, processedText(at.what, { pages: 0, ms: 412 }), call.line);
}

async function* run(
  instance: InstanceWorld,
  call: StatementCall,
  at: { readonly wish: RestoreWish; readonly what: string; readonly stats: number },
): AsyncGenerator<ServerEvent, void> {
  const startedMs = instance.utcNow().getTime();
  refuseInTransaction(call.session, 3021, "Cannot perform a backup or restore operation within a transaction.");
  await whileShareHangs(instance, call.session, at.wish.path);
  checkRestore(instance, at.wish);
  const chain = misplacedFiles(instance, at.wish);
  for (const error of chain.slice(0, -1)) yield { kind: "error", error: error.shape(call.line) };
  const last = chain.at(-1);
  if (last) throw last;
  beginRestore(instance, at.wish);
  yield* progress(instance, call, {
    command: at.what,
    database: at.wish.database,
    ms: at.wish.kind === "full" ? 1500 : 250,
    stats: at.stats,
  });
  const done = restore(instance, at.wish);
  for (const [index, logical] of done.logicals.entries())
    yield info(
      4035,
      `Processed ${index === 0 ? done.pages : 0} pages for database '${at.wish.database}', file '${logical}' on file ${done.file}.`,
      call.line,
    );
  if (done.needsMore) yield info(4322, tooFewLogs, call.line);
  yield info(
    3014,
    processedText(at.what, { pages: done.pages, ms: instance.utcNow().getTime() - startedMs }),
    call.line,
  );
}

const tooFewLogs =
  "This backup set contains records that were logged before the designated point in time. The database is being left in the restoring state so that more roll forward can be performed.";
