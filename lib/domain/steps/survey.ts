import { readDatabase } from "#lib/domain/commands/observations.ts";
import { AppError, isStepError } from "#lib/domain/errors.ts";
import { type ChainPlan, type LogBackup, planChain, type RedoPoint } from "#lib/domain/log-chain/plan-chain.ts";
import type { FileEntry } from "#lib/domain/ports.ts";
import { isSettled, type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import type { LiveContext } from "./step.ts";

type FolderKey = "backupShare" | "copyFolder";
export type LeftOut = {
  readonly folder: FolderKey;
  readonly file: string;
  readonly sizeBytes: string;
  readonly why: string;
};

/** Everything that both folders hold, read by the instance; sizes as decimal text, LSNs as text. */
export type Survey = {
  readonly redo: RedoPoint;
  readonly sets: readonly LogBackup[];
  /** Still growing, empty, or not ending in .trn: in the loss manifest by name. */
  readonly notReady: readonly LeftOut[];
  readonly unreadable: readonly LeftOut[];
  readonly shareError: string | null;
};

/** How long a file's size must stand still before it is read. Milliseconds. */
const settleMs = 1_000;

/** Lists both folders twice, then has the instance read every ready file's header. Read-only; safe to call twice. */
export async function surveyLogBackups(ctx: LiveContext): Promise<Survey> {
  const { target } = ctx.plan;
  const db = await readDatabase(ctx.ports.sql, target, "mgc");
  if (db.state !== "RESTORING" || db.redoLsn === null || db.redoFork === null) {
    throw new AppError("refused", `mgc on ${target} is ${db.state ?? "absent"}: it takes no log backups`);
  }
  const redo = { lsn: db.redoLsn, forkGuid: db.redoFork };
  const copy = await look(ctx, "copyFolder");
  let share: Look = { ready: [], notReady: [] };
  let shareError: string | null = null;
  try {
    share = await look(ctx, "backupShare");
  } catch (e) {
    shareError = e instanceof Error ? e.message : String(e);
  }
  const sets: LogBackup[] = [];
  const unreadable: LeftOut[] = [];
  await readAll(ctx, "copyFolder", copy.ready, sets, unreadable);
  const have = new Set(sets.map((s) => `${s.file}|${s.sizeBytes}`));
  await readAll(
    ctx,
    "backupShare",
    share.ready.filter((f) => !have.has(`${f.name}|${f.sizeBytes}`)),
    sets,
    unreadable,
  );
  const readable = new Set(sets.map((s) => s.file));
  return {
    redo,
    sets,
    notReady: [...copy.notReady, ...share.notReady],
    unreadable: unreadable.filter((u) => !readable.has(u.file)),
    shareError,
  };
}

type Look = { readonly ready: readonly FileEntry[]; readonly notReady: readonly LeftOut[] };

async function look(ctx: LiveContext, folder: FolderKey): Promise<Look> {
  const first = new Map((await ctx.ports.files.list(folder)).map((f) => [f.name, f.sizeBytes]));
  await ctx.ports.clock.sleep(settleMs, ctx.act.signal);
  const ready: FileEntry[] = [];
  const notReady: LeftOut[] = [];
  for (const f of await ctx.ports.files.list(folder)) {
    const why = !f.name.toLowerCase().endsWith(".trn")
      ? "not a finished log backup"
      : f.sizeBytes === 0n
        ? "empty"
        : first.get(f.name) !== f.sizeBytes
          ? "still growing"
          : null;
    if (why === null) ready.push(f);
    else notReady.push({ folder, file: f.name, sizeBytes: f.sizeBytes.toString(), why });
  }
  return { ready, notReady };
}

async function readAll(
  ctx: LiveContext,
  folder: FolderKey,
  files: readonly FileEntry[],
  sets: LogBackup[],
  unreadable: LeftOut[],
) {
  for (const f of files) {
    const sizeBytes = f.sizeBytes.toString();
    try {
      const headers = await ctx.ports.sql.readHeaders(ctx.plan.target, serverPath(ctx, folder, f.name));
      sets.push(
        ...headers
          .filter((h) => h.databaseName.toLowerCase() === "mgc")
          .map((header) => ({ folder, file: f.name, sizeBytes, header })),
      );
    } catch (e) {
      if (isStepError(e) && e.code === "unreachable") throw e;
      unreadable.push({
        folder,
        file: f.name,
        sizeBytes,
        why: isStepError(e) ? (e.causes[0]?.message ?? e.message) : String(e),
      });
    }
  }
}

/** The path SQL Server is told: win32 text, from the folder's own `asServer`. */
export function serverPath(ctx: { readonly pool: LiveContext["pool"] }, folder: FolderKey, file: string): string {
  return `${ctx.pool.folders[folder].asServer.replace(/\\+$/, "")}\\${file}`;
}

type FoundChain = { readonly survey: Survey; readonly chain: ChainPlan };

/** The chain of a survey, kept while nobody answers anything: it is asked for before every act, and may hold 10,000 log backups. */
const kept = new WeakMap<
  Survey,
  { readonly taken: RunState["taken"]; readonly without: boolean; readonly of: FoundChain }
>();

/** Which sets to apply by a survey, without what a person chose to leave out; after "copy it again" the share's file counts. */
export function chainOf(run: RunState, surveyId: string, shareLeftOut: boolean): FoundChain | null {
  const survey = resultOf(run, surveyId) as Survey | undefined;
  if (!survey) return null;
  const same = kept.get(survey);
  if (same?.taken === run.taken && same.without === shareLeftOut) return same.of;
  const onShare = new Set(survey.sets.flatMap((s) => (s.folder === "backupShare" ? [s.header.backupSetGuid] : [])));
  const isReplaced = (s: LogBackup) =>
    s.folder === "copyFolder" && againOf(run, s) > 0 && onShare.has(s.header.backupSetGuid);
  const usable = survey.sets.filter(
    (s) =>
      !(shareLeftOut && s.folder === "backupShare") && !isReplaced(s) && answersAbout(run, s, "continue-without") === 0,
  );
  const of = { survey, chain: planChain(survey.redo, usable) };
  kept.set(survey, { taken: run.taken, without: shareLeftOut, of });
  return of;
}

const reached = new WeakMap<ChainPlan, number>();

/** How many log backups of a chain, from its beginning, are applied. Begins where the last search ended: what is settled stays so. */
export function appliedOf(run: RunState, chain: ChainPlan): number {
  const isApplied = (s: LogBackup | undefined) => s !== undefined && isSettled(run, applyId(s));
  let at = reached.get(chain) ?? 0;
  if (at > 0 && !isApplied(chain.apply[at - 1])) at = 0;
  while (isApplied(chain.apply[at])) at += 1;
  reached.set(chain, at);
  return at;
}

/** The first log backup of a chain that is not applied. */
export const nextToApply = (run: RunState, chain: ChainPlan): LogBackup | undefined =>
  chain.apply[appliedOf(run, chain)];

/** Act ids, stable in the run by backup set; every one ends with its GUID. */
export const applyId = (s: LogBackup) => `apply-log-backup:${s.header.backupSetGuid}`;
export const copyId = (s: LogBackup) => `copy-log-backup:${s.header.backupSetGuid}`;
export const copyAgainId = (s: LogBackup, again: number) => `copy-log-backup-again:${again}:${s.header.backupSetGuid}`;

/** How often a person had this log backup copied again; 0 = never. */
export const againOf = (run: RunState, s: LogBackup) => answersAbout(run, s, "copy-again");

/** How often a choice was taken about an act of this log backup. */
function answersAbout(run: RunState, s: LogBackup, choice: string): number {
  const ending = `:${s.header.backupSetGuid}`;
  return run.taken.filter((t) => t.choice === choice && (t.decision.actId ?? "").endsWith(ending)).length;
}
