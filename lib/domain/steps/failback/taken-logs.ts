import { readTakenLogs, type TakenLog } from "#lib/domain/commands/log-backups-taken.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { restoreLog } from "#lib/domain/commands/restore.ts";
import { AppError } from "#lib/domain/errors.ts";
import { compareLsn, type LogBackup, planChain } from "#lib/domain/log-chain/plan-chain.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { Act, LiveContext } from "#lib/domain/steps/step.ts";

type From = {
  /** The evidence act's id; acts of `applyTaken` read its result. */
  readonly id: string;
  /** The instance that applies them: it reads every header itself. */
  readonly reader: string;
  /** Into which copy they go there; left out: `mgc`. */
  readonly database?: string;
  /** Whose msdb knows the log backups, and from which LSN on they matter. */
  readonly writer: string;
  readonly afterLsn: string;
  /** Log shipping goes on writing meanwhile: its working names count as the final ones, and what it has not finished is left out. */
  readonly isShipping?: true;
  /** Where the plan expects them: a folder, or one file. */
  readonly places: readonly string[];
};

/**
 * Lists every log backup that the chain has had since, by msdb of the writer, in the order of the chain as the reader's own headers and
 * redo point prove it (rule 4). One outside the plan's places (rule 7), a gap or a fork is refused: nothing is applied.
 */
export function listTaken(from: From): Act {
  return evidenceAct(from.id, from.writer, async (ctx): Promise<readonly TakenLog[]> => {
    const known = await readTakenLogs(ctx.ports.sql, from.writer, from.afterLsn);
    const taken = from.isShipping ? await finished(ctx, from.reader, known) : known;
    const isPlanned = (file: string) => from.places.some((p) => file.toLowerCase().startsWith(p.toLowerCase()));
    const strange = taken.filter((t) => !isPlanned(t.file));
    if (strange.length > 0)
      throw new AppError(
        "refused",
        `somebody backed up the log of mgc on ${from.writer} to ${strange.map((t) => t.file).join(", ")}: the chain needs it, and the plan does not know that place. Make a new plan.`,
      );
    const reading = await readDatabase(ctx.ports.sql, from.reader, from.database ?? "mgc");
    if (reading.redoLsn === null || reading.redoFork === null)
      throw new AppError(
        "refused",
        `${from.database ?? "mgc"} on ${from.reader} is ${reading.state ?? "absent"}: it takes no log backups`,
      );
    const fork = reading.redoFork;
    const sets = await Promise.all(taken.map((log) => readSet(ctx, { reader: from.reader, fork }, log)));
    const { apply, gap, forks } = planChain({ lsn: reading.redoLsn, forkGuid: fork }, sets);
    if (gap || forks.length > 0)
      throw new AppError(
        "refused",
        `the log backups of ${from.writer} do not lead on from ${reading.redoLsn} on ${from.reader}: ${gap ? `nothing reaches ${gap.to} (${gap.firstAfter})` : `${forks.map((f) => f.file).join(", ")} lie on another recovery path`}`,
      );
    return apply.flatMap((set) => taken.filter((log) => sameGuid(log.backupSetGuid, set.header.backupSetGuid)));
  });
}

/** msdb keeps the name under which log shipping's agent wrote a file, before it renamed it. */
export const shippedName = (file: string): string => file.replace(/\.wrk$/i, ".trn");

/** All under their final names; without the newest, where the reader cannot open it yet. */
async function finished(ctx: LiveContext, reader: string, known: readonly TakenLog[]): Promise<readonly TakenLog[]> {
  const taken = known.map((log) => ({ ...log, file: shippedName(log.file) }));
  const last = taken.at(-1);
  if (!last) return taken;
  const isThere = await ctx.ports.sql.readHeaders(reader, last.file).then(
    () => true,
    () => false,
  );
  return isThere ? taken : taken.slice(0, -1);
}

const sameGuid = (a: string, b: string) => a.toUpperCase() === b.toUpperCase();

/**
 * A set that begins before the last recovery and ends after it crosses a fork. For a copy that is already on the fork where the set
 * ends, only the part from its redo point on counts: it is taken as beginning there.
 */
async function readSet(
  ctx: LiveContext,
  at: { readonly reader: string; readonly fork: string },
  log: TakenLog,
): Promise<LogBackup> {
  const headers = await ctx.ports.sql.readHeaders(at.reader, log.file);
  const header = headers.find((h) => sameGuid(h.backupSetGuid, log.backupSetGuid));
  if (!header)
    throw new AppError("refused", `${at.reader} reads another backup set from ${log.file} than its writer recorded`);
  const crosses = sameGuid(header.recoveryForkId, at.fork);
  const seen = crosses ? { ...header, firstRecoveryForkId: header.recoveryForkId } : header;
  return { folder: "backupShare", file: log.file, sizeBytes: "0", header: seen };
}

/** Applies what was listed, in the chain's order; what is beyond the redo point already counts as done. */
export function applyTaken(
  run: RunState,
  listId: string,
  at: { readonly target: string; readonly database: string } | string,
): readonly Act[] {
  const { target, database } = typeof at === "string" ? { target: at, database: "mgc" } : at;
  const taken = (resultOf(run, listId) as readonly TakenLog[] | undefined) ?? [];
  return taken.map((log) =>
    sqlAct(restoreLog(target, { database, file: log.file, position: log.position }), {
      id: `apply-log:${target}:${log.backupSetGuid}`,
      repeatable: true,
      observe: async (ctx) => {
        const db = await readDatabase(ctx.ports.sql, target, database);
        const facts = { instance: target, state: db.state, redo: db.redoLsn, lastLsn: log.lastLsn };
        if (db.state !== "RESTORING" || db.redoLsn === null) return observed("unknown", facts);
        return observed(compareLsn(db.redoLsn, log.lastLsn) >= 0 ? "done" : "not-started", facts);
      },
    }),
  );
}

/** What an applied log's command holds that only the run knows. */
export const takenRules = {
  file: "each log backup that msdb of the writer names since, in the order of the chain",
  position: "its backup set's position in the file",
};
