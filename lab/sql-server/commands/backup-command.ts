import type { ServerEvent, StatementCall, StatementHandler } from "#lab/sql-server/contract.ts";
import { type BackupWish, backUp, checkBackup } from "#lab/world/backup.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { whileShareHangs } from "#lab/world/share-hangs.ts";
import { info, processedText, textOr, withAbnormalEnd } from "./events.ts";
import { refuseInTransaction } from "./no-transaction.ts";
import { progress } from "./progress.ts";
import { TokenReader } from "./reader.ts";
import { readDevice, readWith, unknownOption } from "./with-options.ts";

const known = new Set([
  "NORECOVERY",
  "NO_TRUNCATE",
  "COPY_ONLY",
  "DIFFERENTIAL",
  "CHECKSUM",
  "NO_CHECKSUM",
  "COMPRESSION",
  "NO_COMPRESSION",
  "INIT",
  "NOINIT",
  "FORMAT",
  "NOFORMAT",
  "SKIP",
  "NOSKIP",
  "STATS",
  "NAME",
  "DESCRIPTION",
  "MEDIANAME",
  "STOP_ON_ERROR",
  "CONTINUE_AFTER_ERROR",
  "RETAINDAYS",
  "EXPIREDATE",
  "BLOCKSIZE",
  "BUFFERCOUNT",
  "MAXTRANSFERSIZE",
  "NOUNLOAD",
  "REWIND",
  "NOREWIND",
]);

/** BACKUP DATABASE | LOG name TO DISK = 'path' WITH … */
export function backupCommand(instance: InstanceWorld): StatementHandler {
  return (call) => {
    const reader = new TokenReader(call);
    reader.expect("BACKUP");
    const isLog = reader.take("LOG");
    if (!isLog) reader.expect("DATABASE");
    const database = reader.name();
    reader.expect("TO");
    const path = readDevice(reader);
    const { flags, values } = readWith(reader);
    for (const flag of flags) if (!known.has(flag)) throw unknownOption(instance, "BACKUP", flag);
    if (flags.has("COMPRESSION") && instance.product.edition === "Express")
      throw refuse(1844, "BACKUP DATABASE WITH COMPRESSION is not supported on Express Edition (64-bit).");
    const kind = isLog ? "log" : flags.has("DIFFERENTIAL") ? "differential" : "full";
    const wish: BackupWish = {
      kind,
      database,
      path,
      checksum: flags.has("CHECKSUM"),
      copyOnly: flags.has("COPY_ONLY"),
      overwrite: flags.has("INIT") || flags.has("FORMAT"),
      tail: flags.has("NORECOVERY") ? "norecovery" : flags.has("NO_TRUNCATE") ? "no-truncate" : "none",
      name: values.NAME === undefined ? null : String(values.NAME),
      description: values.DESCRIPTION === undefined ? null : String(values.DESCRIPTION),
      userName: call.session.login,
      spid: call.session.spid,
    };
    const what = `BACKUP ${kind === "log" ? "LOG" : "DATABASE"}`;
    return withAbnormalEnd(
      what,
      call.line,
      run(instance, call, { wish, what, stats: flags.has("STATS") ? Number(textOr(values.STATS, "10")) : 0 }),
    );
  };
}

async function* run(
  instance: InstanceWorld,
  call: StatementCall,
  at: { readonly wish: BackupWish; readonly what: string; readonly stats: number },
): AsyncGenerator<ServerEvent, void> {
  const startedMs = instance.utcNow().getTime();
  refuseInTransaction(call.session, 3021, "Cannot perform a backup or restore operation within a transaction.");
  checkBackup(instance, at.wish);
  await whileShareHangs(instance, call.session, at.wish.path);
  yield* progress(instance, call, {
    command: at.what,
    database: at.wish.database,
    ms: { full: 1200, differential: 500, log: 200 }[at.wish.kind],
    stats: at.stats,
  });
  const done = backUp(instance, at.wish);
  const label = `Processed ${done.pages} pages for database '${at.wish.database}', file '${done.logical}' on file ${done.file}.`;
  yield info(4035, label, call.line);
  yield info(
    3014,
    processedText(at.what, { pages: done.pages, ms: instance.utcNow().getTime() - startedMs }),
    call.line,
  );
}
