import type { FileCommand } from "#lib/domain/commands/command.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { restoreLog } from "#lib/domain/commands/restore.ts";
import { StepError } from "#lib/domain/errors.ts";
import { compareLsn, type LogBackup } from "#lib/domain/log-chain/plan-chain.ts";
import type { ActError } from "#lib/domain/run/journal.ts";
import { isSettled, type RunState } from "#lib/domain/run/run-state.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { fileAct, observed, sqlAct } from "./act.ts";
import { continueWithout, copyAgain, searchAgain } from "./choices.ts";
import type { PinnedPlan } from "./pinned-plan.ts";
import type { Act, StepContext } from "./step.ts";
import { againOf, applyId, copyAgainId, copyId, serverPath } from "./survey.ts";

/** Up to here a log backup is small: reading, flushing and the header's round trips of several overlap. Bytes. */
const smallBytes = 4n * 1024n * 1024n;

/** The command that copies one log backup from the share into the copy folder; with `aside`, a file of that name is renamed first. */
export function copyCommand(file: {
  readonly name: string;
  readonly sizeBytes: string;
  readonly aside?: string;
}): FileCommand {
  const parameters = { from: "backupShare", to: "copyFolder", file: file.name, sizeBytes: file.sizeBytes };
  return {
    kind: "file",
    target: "copyFolder",
    text: file.aside === undefined ? "copy" : "copy-again",
    parameters: file.aside === undefined ? parameters : { ...parameters, aside: file.aside },
    deadlineMs: null,
  };
}

/** What has to be copied before a log backup can be applied, or null when the copy folder's file is good enough so far. */
export function copyActOf(ctx: StepContext, set: LogBackup): Act | null {
  const again = againOf(ctx.run, set);
  if (again > 0) return copyLogBackupAgain(ctx, set, again);
  return set.folder === "backupShare" ? copyLogBackup(ctx.pool, ctx.plan, set) : null;
}

/** Whether nothing more has to be copied for it. */
export function isCopied(run: RunState, set: LogBackup): boolean {
  const again = againOf(run, set);
  if (again > 0) return isSettled(run, copyAgainId(set, again));
  return set.folder === "copyFolder" || isSettled(run, copyId(set));
}

/** One log backup from the share; it counts as copied when the instance has read the same header from the copy folder. Failover step 2. */
function copyLogBackup(pool: Pool, plan: PinnedPlan, set: LogBackup): Act {
  const command = copyCommand({ name: set.file, sizeBytes: set.sizeBytes });
  return copyAct({ pool, plan }, set, { id: copyId(set), command });
}

/** The same, when the file of that name in the copy folder is not good: it is kept under another name. */
function copyLogBackupAgain(ctx: StepContext, set: LogBackup, again: number): Act {
  const aside = `${set.file}.set-aside-${ctx.run.runId.slice(0, 8)}-${again}`;
  const command = copyCommand({ name: set.file, sizeBytes: set.sizeBytes, aside });
  return copyAct(ctx, set, { id: copyAgainId(set, again), command });
}

function copyAct(
  { pool, plan }: { readonly pool: Pool; readonly plan: PinnedPlan },
  set: LogBackup,
  act: { readonly id: string; readonly command: FileCommand },
): Act {
  const path = serverPath({ pool }, "copyFolder", set.file);
  const same = (guid: string) => guid.toUpperCase() === set.header.backupSetGuid.toUpperCase();
  const { aside } = act.command.parameters;
  return fileAct(act.command, {
    id: act.id,
    repeatable: true,
    ...(aside === undefined && BigInt(set.sizeBytes) <= smallBytes ? { isSmall: true } : {}),
    onFailure: (error) => [...(isOtherFile(error) ? [copyAgain] : []), searchAgain, continueWithout],
    observe: async (ctx) => {
      const files = await ctx.ports.files.find("copyFolder", aside === undefined ? [set.file] : [set.file, aside]);
      const there = files.some((f) => f.name === set.file && f.sizeBytes.toString() === set.sizeBytes);
      if (!there || (aside !== undefined && !files.some((f) => f.name === aside)))
        return observed("not-started", { file: set.file });
      const headers = await ctx.ports.sql.readHeaders(plan.target, path).catch(() => []);
      return observed(headers.some((h) => same(h.backupSetGuid)) ? "done" : "not-started", {
        file: set.file,
        size: set.sizeBytes,
      });
    },
    after: async (ctx) => {
      const headers = await ctx.ports.sql.readHeaders(plan.target, path);
      if (headers.some((h) => same(h.backupSetGuid)))
        return { headerReadBy: plan.target, backupSet: set.header.backupSetGuid };
      throw new StepError("remote", `${plan.target} reads another backup set from ${path} than from the share`, {
        effect: "none",
      });
    },
  });
}

/** One log backup set in order, WITH NORECOVERY. Done when the redo point has reached its LastLSN. Failover step 3. */
export function applyLogBackup(pool: Pool, plan: PinnedPlan, set: LogBackup): Act {
  const file = serverPath({ pool }, "copyFolder", set.file);
  return sqlAct(restoreLog(plan.target, { database: "mgc", file, position: set.header.position }), {
    id: applyId(set),
    repeatable: true,
    onFailure: (error) => (isInTheFile(error) ? [copyAgain, searchAgain, continueWithout] : [searchAgain]),
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, plan.target, "mgc");
      const facts = { state: db.state, redo: db.redoLsn, lastLsn: set.header.lastLsn };
      if (db.state !== "RESTORING" || db.redoLsn === null) return observed("unknown", facts);
      return observed(compareLsn(db.redoLsn, set.header.lastLsn) >= 0 ? "done" : "not-started", facts);
    },
  });
}

/** The copy folder holds a file of that name with other bytes (share-process.mjs). */
const isOtherFile = (error: ActError | null) => error?.causes.some((c) => c.errorId === "exists") ?? false;

/**
 * Errors of RESTORE that lie in the backup file: it cannot be opened (3201) or read (3203, 3254, 3271), its media or set is
 * damaged (3183, 3189, 3241, 3242, 3243, 3287), or its log is (9004). They stand before the 3013.
 */
const fileErrors = new Set([3183, 3189, 3201, 3203, 3241, 3242, 3243, 3254, 3271, 3287, 9004]);
const isInTheFile = (error: ActError | null) => error?.causes.some((c) => fileErrors.has(c.number ?? 0)) ?? false;
