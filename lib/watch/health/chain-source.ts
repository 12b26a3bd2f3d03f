import { redoStartQuery, redoStartRow } from "#lib/domain/commands/queries/instance-state.ts";
import { isStepError, StepError } from "#lib/domain/errors.ts";
import { type BadFile, type ChainReading, proveChain } from "#lib/domain/health/chain-proof.ts";
import { holdsCopy } from "#lib/domain/health/verdict.ts";
import type { LogBackup, RedoPoint } from "#lib/domain/log-chain/plan-chain.ts";
import type { BackupHeader, FileEntry } from "#lib/domain/ports.ts";
import { isDenied } from "#lib/domain/rights/denied.ts";
import { readFailed, readNow } from "#lib/watch/loop.ts";
import { attempt, type Source, type SourceContext } from "#lib/watch/source.ts";

type Folder = LogBackup["folder"];
const folders: readonly Folder[] = ["copyFolder", "backupShare"];
/** Headers read in one turn, newest files first: a console that starts beside a week of files must not load the instance. */
const readsATurn = 60;

/** What is known of one file: read once, as long as name, size and time stay the same. */
type Known = {
  readonly stamp: string;
  readonly headers: readonly BackupHeader[] | null;
  readonly why: string;
  /** Its first reading, when a later one differs. */
  readonly changedFrom: string | null;
};

/**
 * Proves the log chain turn after turn: every finished file of the share and of the copy folder is read once, by the instance that would
 * apply it. Read-only. A header that cannot be read counts only when it failed twice: a file may just have been renamed.
 */
export function chainSource(ctx: SourceContext): Source {
  const cache = new Map<string, Known>();
  const failed = (error: unknown) => ctx.change((seen) => ({ chain: readFailed(seen.chain, error) }));
  return {
    name: "log chain",
    intervalMs: ctx.intervals.chain,
    deadlineMs: 60_000,
    failed,
    work: async () => {
      const target = attempt(() => restoringInstance(ctx));
      // Asked again soon: at the start the instances have not been read yet.
      if ("error" in target) {
        failed(target.error);
        return ctx.intervals.instance;
      }
      const value = await readChain(ctx, cache, target.value);
      ctx.change(() => ({ chain: readNow(ctx.ports.clock, value) }));
      return value.unread > 0 ? 500 : undefined;
    },
  };
}

async function readChain(ctx: SourceContext, cache: Map<string, Known>, target: string): Promise<ChainReading> {
  const redo = await redoPoint(ctx, target);
  const listed = await Promise.all(
    folders.map(async (folder) => ({ folder, files: await ctx.ports.files.list(folder) })),
  );
  const files = listed.flatMap(({ folder, files: all }) => all.filter(isFinished).map((file) => ({ folder, file })));
  const keys = new Set(files.map(({ folder, file }) => `${folder}|${file.name}`));
  for (const key of [...cache.keys()]) if (!keys.has(key)) cache.delete(key);
  const isKnown = ({ folder, file }: (typeof files)[number]) => {
    const known = cache.get(`${folder}|${file.name}`);
    return known?.stamp === stampOfFile(file) && known.headers !== null;
  };
  const todo = files.filter((each) => !isKnown(each)).sort((a, b) => (a.file.name < b.file.name ? 1 : -1));
  for (const { folder, file } of todo.slice(0, readsATurn)) await readOne(ctx, cache, { folder, file, target });
  return proveChain({
    redo,
    ...factsOf(cache),
    unread: Math.max(0, todo.length - readsATurn),
    expected: expectedEnds(ctx),
  });
}

const isFinished = (file: FileEntry) => file.name.toLowerCase().endsWith(".trn");
const stampOfFile = (file: FileEntry) => `${file.sizeBytes}|${file.modifiedAt}`;

type One = { readonly folder: Folder; readonly file: FileEntry; readonly target: string };

async function readOne(ctx: SourceContext, cache: Map<string, Known>, { folder, file, target }: One): Promise<void> {
  const key = `${folder}|${file.name}`;
  const stamp = stampOfFile(file);
  const before = cache.get(key);
  const changedFrom =
    before && before.headers !== null && before.stamp !== stamp ? before.stamp : (before?.changedFrom ?? null);
  const path = `${ctx.pool.folders[folder].asServer.replace(/\\+$/, "")}\\${file.name}`;
  try {
    const headers = await ctx.ports.sql.readHeaders(target, path);
    const why = headers.length === 0 ? "it holds no whole backup" : "";
    cache.set(key, {
      stamp,
      headers: headers.length === 0 ? null : headers,
      why: twice(before, stamp, why),
      changedFrom,
    });
  } catch (error) {
    // A login that may not look says nothing about the file.
    if (isStepError(error) && (error.code === "unreachable" || isDenied(error))) throw error;
    const why = isStepError(error) ? (error.causes[0]?.message ?? error.message) : String(error);
    cache.set(key, { stamp, headers: null, why: twice(before, stamp, why), changedFrom });
  }
}

/** Said only when the reading before failed as well. */
const twice = (before: Known | undefined, stamp: string, why: string) =>
  why !== "" && before !== undefined && before.headers === null && before.stamp === stamp ? why : "";

function factsOf(cache: ReadonlyMap<string, Known>) {
  const sets: LogBackup[] = [];
  const unreadable: BadFile[] = [];
  const changed: BadFile[] = [];
  for (const [key, known] of cache) {
    const [folder, file] = splitKey(key);
    const sizeBytes = known.stamp.split("|")[0] ?? "0";
    if (known.headers !== null) sets.push(...known.headers.map((header) => ({ folder, file, sizeBytes, header })));
    else if (known.why !== "") unreadable.push({ folder, file, why: known.why });
    if (known.changedFrom !== null)
      changed.push({ folder, file, why: `size and time were ${known.changedFrom}, now ${known.stamp}` });
  }
  return { sets, unreadable, changed };
}

function splitKey(key: string): readonly [Folder, string] {
  const at = key.indexOf("|");
  return [key.slice(0, at) === "copyFolder" ? "copyFolder" : "backupShare", key.slice(at + 1)];
}

function restoringInstance(ctx: SourceContext): string {
  const found = ctx.pool.instances.find((each) => {
    const reading = ctx.seen().instances[each.name];
    return each.site === "other" && holdsCopy(each) && reading?.error === null && reading.value?.role === "secondary";
  });
  if (found) return found.name;
  throw new StepError("refused", "no instance of the other site is known to hold a restoring copy of mgc", {
    effect: "none",
  });
}

/** Read afresh before the folders: a redo LSN that moves on meanwhile only asks for less. */
async function redoPoint(ctx: SourceContext, target: string): Promise<RedoPoint> {
  const rows = await ctx.ports.sql.read(redoStartQuery(target), redoStartRow);
  const known = rows.flatMap(({ redoStartLsn, redoStartForkGuid }) =>
    redoStartLsn === null || redoStartForkGuid === null ? [] : [{ lsn: redoStartLsn, forkGuid: redoStartForkGuid }],
  );
  const lowest = known.sort((a, b) => (BigInt(a.lsn) < BigInt(b.lsn) ? -1 : 1))[0];
  if (lowest) return lowest;
  throw new StepError("refused", `mgc on ${target} does not say where its restore goes on`, { effect: "none" });
}

/** What home's own history says it wrote into log shipping's folder. The newest may still be on its way there. */
function expectedEnds(ctx: SourceContext): readonly string[] {
  const ends: string[] = [];
  for (const { value } of Object.values(ctx.seen().work)) {
    if (value?.shipping.kind !== "read" || value.recentBackups.kind !== "read") continue;
    const folder = value.shipping.value
      .find(({ role }) => role === "primary")
      ?.directory.replace(/\\+$/, "")
      .toLowerCase();
    if (folder === undefined) continue;
    const own = value.recentBackups.value.filter(
      (b) => !b.isCopyOnly && b.file?.toLowerCase().startsWith(`${folder}\\`),
    );
    ends.push(...own.slice(1).map((b) => b.lastLsn));
  }
  return ends;
}
