import { isStepError } from "#lib/domain/errors.ts";
import type { Refusal } from "#lib/domain/health/home-return.ts";
import { readInstance } from "#lib/domain/health/read-instance.ts";
import { isDenied } from "#lib/domain/rights/denied.ts";
import { pingsSource, replicasSource, windowsServicesSource } from "./health/chat-server-sources.ts";
import { healthSources } from "./health/other-sources.ts";
import { neverRead, readFailed, readNow } from "./loop.ts";
import { FileSights, newestLogBackup, readLogShipping } from "./read-log-shipping.ts";
import { readChatService, readManagementStore, readPoolState } from "./read-lync.ts";
import { returnWatch } from "./return-watch.ts";
import type { Seen } from "./seen.ts";
import { liveInstance, type Source, type SourceContext } from "./source.ts";
import { activeRunSource, captureSource } from "./store-sources.ts";
import { sampleWatermark, watermarkTotals } from "./watermarks.ts";

type Key = "poolState" | "chatService" | "managementStore" | "share" | "logShipping" | "watermarks";

/** Every source of a pool: each hangs alone. */
export function allSources(ctx: SourceContext): readonly Source[] {
  const { pool, ports, intervals } = ctx;
  const lync = { intervalMs: intervals.lync };
  const sights = new FileSights();
  return [
    ...pool.instances.map((instance) => instanceSource(ctx, instance.name)),
    windowsServicesSource(ctx),
    ...healthSources(ctx),
    single(ctx, "logShipping", {
      intervalMs: intervals.logShipping,
      read: () =>
        readLogShipping(ports, pool, ctx.seen().share.value?.newest ?? null, sights, (name) => isSilent(ctx, name)),
    }),
    single(ctx, "poolState", { ...lync, read: async () => (await readPoolState(ports.shell, pool)).poolState }),
    single(ctx, "chatService", { ...lync, read: () => readChatService(ports.shell, pool) }),
    single(ctx, "managementStore", { ...lync, read: () => readManagementStore(ports.shell) }),
    replicasSource(ctx),
    pingsSource(ctx),
    single(ctx, "share", { intervalMs: intervals.share, read: () => readShare(ctx) }),
    single(ctx, "watermarks", {
      intervalMs: intervals.watermark,
      retryMs: intervals.instance,
      read: () => sampleAndSave(ctx),
    }),
    captureSource(ctx),
    activeRunSource(ctx),
    returnWatch(ctx),
  ];
}

/** The newest look at it got no answer at all; a refusal is an answer. */
function isSilent(ctx: SourceContext, name: string): boolean {
  return ctx.seen().instances[name]?.error != null && ctx.seen().refusing[name] === undefined;
}

function instanceSource(ctx: SourceContext, name: string): Source {
  const put = (next: (old: Seen["instances"][string]) => Seen["instances"][string]) =>
    ctx.change((seen) => ({ instances: { ...seen.instances, [name]: next(seen.instances[name] ?? neverRead) } }));
  return {
    name: `instance ${name}`,
    intervalMs: ctx.intervals.instance,
    failed: (error) => {
      put((old) => readFailed(old, error));
      const refusal =
        isStepError(error) && error.code === "remote"
          ? { at: ctx.ports.clock.now().toISOString(), message: error.message, isDenied: isDenied(error) }
          : null;
      ctx.change((seen) => ({ refusing: withRefusal(seen.refusing, name, refusal) }));
    },
    work: async () => {
      const value = await readInstance(ctx.ports, ctx.pool, name);
      put(() => readNow(ctx.ports.clock, value));
      ctx.change((seen) => ({ refusing: withRefusal(seen.refusing, name, null) }));
      return undefined;
    },
  };
}

function withRefusal(all: Seen["refusing"], name: string, refusal: Refusal | null): Seen["refusing"] {
  const { [name]: _, ...others } = all;
  return refusal === null ? others : { ...others, [name]: refusal };
}

type Single<K extends Key> = {
  readonly intervalMs: number;
  /** After a failed turn, instead of the interval. */
  readonly retryMs?: number;
  readonly read: () => Promise<NonNullable<Seen[K]["value"]>>;
};

function single<K extends Key>(ctx: SourceContext, key: K, source: Single<K>): Source {
  const failed = (error: unknown) => ctx.change((seen) => ({ [key]: readFailed<unknown>(seen[key], error) }));
  return {
    name: key,
    intervalMs: source.intervalMs,
    failed,
    work: async () => {
      try {
        const value = await source.read();
        ctx.change(() => ({ [key]: readNow(ctx.ports.clock, value) }));
        return undefined;
      } catch (error) {
        if (source.retryMs === undefined) throw error;
        failed(error);
        return source.retryMs;
      }
    },
  };
}

async function readShare(ctx: SourceContext): Promise<NonNullable<Seen["share"]["value"]>> {
  const entries = await ctx.ports.files.list("backupShare");
  return { files: entries.length, newest: newestLogBackup(entries) };
}

async function sampleAndSave(ctx: SourceContext): Promise<NonNullable<Seen["watermarks"]["value"]>> {
  const watermark = await sampleWatermark(ctx.ports, liveInstance(ctx.seen()));
  await ctx.store.saveWatermark(ctx.pool.fqdn, watermark);
  return watermarkTotals(watermark);
}
