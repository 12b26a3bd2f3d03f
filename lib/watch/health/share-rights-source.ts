import {
  folderAclQuery,
  folderAclRow,
  shareAccessQuery,
  shareAccessRow,
  shareOf,
} from "#lib/domain/commands/queries/health/share-rights.ts";
import { StepError } from "#lib/domain/errors.ts";
import type { Section } from "#lib/domain/health/readings.ts";
import { type ShareRights, unreadRights } from "#lib/domain/health/share-rights.ts";
import type { FolderId, Pool } from "#lib/domain/topology/pool.ts";
import { neverRead, readFailed, readNow } from "#lib/watch/loop.ts";
import type { Source, SourceContext } from "#lib/watch/source.ts";

/**
 * Who may write to each folder that stands on a share, read through the management shell: a file server has no other door here. The
 * shell is one process: a folder that does not answer is not asked about, so that nothing waits behind a dead file server.
 */
export function shareRightsSource(ctx: SourceContext): Source {
  const put = (id: FolderId, next: (old: ReadingOf) => ReadingOf) =>
    ctx.change(({ shareRights }) => ({ shareRights: { ...shareRights, [id]: next(shareRights[id] ?? neverRead) } }));
  const folders = onShares(ctx.pool);
  return {
    name: "share rights",
    intervalMs: ctx.intervals.parity,
    deadlineMs: 70_000 * Math.max(1, folders.length),
    failed: (error) => {
      for (const id of folders) put(id, (old) => readFailed(old, error));
    },
    work: async () => {
      const seen = ctx.seen().folders;
      // At the start nothing has been listed yet.
      if (folders.some((id) => seen[id] === undefined)) return ctx.intervals.instance;
      for (const id of folders) {
        const listed = ctx.seen().folders[id];
        const why = listed?.error ?? null;
        if (why !== null) put(id, (old) => readFailed(old, new StepError("unreachable", why, { effect: "none" })));
        else {
          const rights = await readRights(ctx, id);
          put(id, () => readNow(ctx.ports.clock, rights));
        }
      }
      return undefined;
    },
  };
}

type ReadingOf = NonNullable<ReturnType<SourceContext["seen"]>["shareRights"][FolderId]>;

/** Those of the pool file that stand on a share. */
function onShares({ folders }: Pool): readonly FolderId[] {
  const ids = ["backupShare", "copyFolder", "mirrorShare", "newLogBackups"] as const satisfies readonly FolderId[];
  return ids.filter((id) => shareOf(folders[id].asServer) !== null);
}

async function readRights({ pool, ports }: SourceContext, id: FolderId): Promise<ShareRights> {
  const { asServer } = pool.folders[id];
  const share = shareOf(asServer);
  const failed = (why: string) => ({ kind: "failed", why }) as const;
  return {
    share:
      share === null
        ? failed(`${asServer} stands on no share`)
        : await section(async () =>
            (await ports.shell.invoke(shareAccessQuery(share))).map((row) => shareAccessRow.parse(row)),
          ),
    folder: await section(async () =>
      (await ports.shell.invoke(folderAclQuery(asServer))).flatMap((row) => folderAclRow.parse(row)),
    ),
  };
}

async function section<T>(read: () => Promise<readonly T[]>): Promise<Section<readonly T[]>> {
  const [result] = await Promise.allSettled([read()]);
  if (result.status === "rejected") return unreadRights(result.reason);
  // A share and a folder have always a list: nothing is no answer.
  return result.value.length > 0
    ? { kind: "read", value: result.value }
    : { kind: "failed", why: "the shell gave no list of rights" };
}
