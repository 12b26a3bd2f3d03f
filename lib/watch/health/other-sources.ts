import { complianceBacklogQuery, complianceBacklogRow } from "#lib/domain/commands/queries/health/databases.ts";
import { StepError } from "#lib/domain/errors.ts";
import { stampOf } from "#lib/domain/health/log-shipping-lags.ts";
import { standing } from "#lib/domain/health/readings.ts";
import { recoveryPointOf } from "#lib/domain/health/recovery-point.ts";
import { holdsCopy } from "#lib/domain/health/verdict.ts";
import { forecastLoss } from "#lib/domain/plan/forecast-loss.ts";
import type { FileEntry } from "#lib/domain/ports.ts";
import type { FolderId } from "#lib/domain/topology/pool.ts";
import { neverRead, readFailed, readNow } from "#lib/watch/loop.ts";
import type { Seen } from "#lib/watch/seen.ts";
import { attempt, liveInstance, type Source, type SourceContext } from "#lib/watch/source.ts";
import { alertSource } from "./alert-source.ts";
import { chainSource } from "./chain-source.ts";
import { deliverySource } from "./delivery-source.ts";
import { drillSource } from "./drill-source.ts";
import { figureSource } from "./figure-source.ts";
import { instanceSources } from "./instance-sources.ts";
import { markerSource } from "./marker-source.ts";
import { recoveryTimeSource } from "./recovery-time-source.ts";
import { shareRightsSource } from "./share-rights-source.ts";

const folderIds = ["backupShare", "copyFolder", "mirrorShare", "newLogBackups"] as const satisfies readonly FolderId[];
const doorDeadlineMs = 5_000;

/** All that only the named checks need; each hangs alone. */
export function healthSources(ctx: SourceContext): readonly Source[] {
  const names = ctx.pool.instances.filter(holdsCopy).map(({ name }) => name);
  return [
    ...instanceSources(ctx, names),
    ...folderIds.map((id) => folderSource(ctx, id)),
    shareRightsSource(ctx),
    complianceSource(ctx),
    doorSource(ctx, "nextHop"),
    doorSource(ctx, "fileStore"),
    recoveryTimeSource(ctx),
    lossSource(ctx),
    chainSource(ctx),
    alertSource(ctx),
    figureSource(ctx),
    drillSource(ctx),
    markerSource(ctx),
    ...ctx.channels.map((channel) => deliverySource(ctx, channel)),
  ];
}

function folderSource(ctx: SourceContext, id: FolderId): Source {
  return {
    name: `folder ${id}`,
    intervalMs: ctx.intervals.share,
    failed: (error) =>
      ctx.change(({ folders }) => ({ folders: { ...folders, [id]: readFailed(folders[id] ?? neverRead, error) } })),
    work: async () => {
      const files = await ctx.ports.files.list(id);
      ctx.change(({ folders }) => ({ folders: { ...folders, [id]: readNow(ctx.ports.clock, files) } }));
      return undefined;
    },
  };
}

/** What a failover now would lose, in messages: the plan page's own forecast, from the samples and the newest file on the share. */
function lossSource(ctx: SourceContext): Source {
  const failed = (error: unknown) => ctx.change((seen) => ({ loss: readFailed(seen.loss, error) }));
  return {
    name: "loss",
    intervalMs: ctx.intervals.chain,
    failed,
    work: async () => {
      const share = ctx.seen().folders.backupShare;
      if (share === undefined) return ctx.intervals.instance;
      const evidence = { watermarks: (limit: number) => ctx.store.watermarks(ctx.pool.fqdn, limit) };
      const files = share.error === null ? (share.value ?? []) : [];
      const loss = await forecastLoss({ pool: ctx.pool, ports: ctx.ports, evidence }, applicable(ctx.seen(), files));
      ctx.change(() => ({ loss: readNow(ctx.ports.clock, loss) }));
      return undefined;
    },
  };
}

/** Files of the share that can be applied: behind a break in the chain nothing comes along. A name without a stamp says nothing. */
function applicable(seen: Seen, files: readonly FileEntry[]): readonly FileEntry[] {
  const { brokenAfter } = recoveryPointOf(seen);
  if (brokenAfter === null) return files;
  const end = stampOf(brokenAfter);
  return files.filter(({ name }) => end !== null && (stampOf(name) ?? Number.POSITIVE_INFINITY) <= end);
}

/** Asked of the instance that serves: the others' copies of mgccomp say nothing about today. */
function complianceSource(ctx: SourceContext): Source {
  const failed = (error: unknown) => ctx.change((seen) => ({ compliance: readFailed(seen.compliance, error) }));
  return {
    name: "compliance",
    intervalMs: ctx.intervals.work,
    failed,
    work: async () => {
      const live = attempt(() => liveInstance(ctx.seen()));
      // Asked again soon: at the start the instances have not been read yet.
      if ("error" in live) {
        failed(live.error);
        return ctx.intervals.instance;
      }
      const [row] = await ctx.ports.sql.read(complianceBacklogQuery(live.value), complianceBacklogRow);
      if (row === undefined)
        throw new StepError("remote", `${live.value} gave no row about mgccomp`, { effect: "none" });
      const now = ctx.ports.clock.now().toISOString();
      ctx.change((seen) => ({
        compliance: readNow(ctx.ports.clock, {
          waiting: row.waiting,
          oldest: row.oldestId === null ? null : standing(seen.compliance.value?.oldest, row.oldestId, now),
        }),
      }));
      return undefined;
    },
  };
}

/** A connection that is accepted and closed at once; not asked where the pool file does not name it. */
function doorSource(ctx: SourceContext, key: "nextHop" | "fileStore"): Source {
  return {
    name: key === "nextHop" ? "next hop" : "file store",
    intervalMs: ctx.intervals.nextHop,
    failed: (error) => ctx.change((seen) => ({ [key]: readFailed(seen[key], error) })),
    work: async () => {
      const door = ctx.pool[key];
      if (door === undefined) return undefined;
      const tookMs = await ctx.ports.net.connect(door.host, door.port, doorDeadlineMs);
      ctx.change(() => ({ [key]: readNow(ctx.ports.clock, tookMs) }));
      return undefined;
    },
  };
}
