import { StepError } from "#lib/domain/errors.ts";
import { forecastTime } from "#lib/domain/plan/forecast-time.ts";
import { readTimeFacts } from "#lib/domain/plan/time-facts.ts";
import { procedures } from "#lib/domain/procedures/all.ts";
import { ended } from "#lib/domain/run/transitions.ts";
import { readFailed, readNow } from "#lib/watch/loop.ts";
import type { Source, SourceContext } from "#lib/watch/source.ts";

/** As many earlier runs as the plan page looks at. */
const runsLookedAt = 20;

/** How long a failover would take now, until users are back: the plan page's own forecast, made again every minute. Reads only. */
export function recoveryTimeSource(ctx: SourceContext): Source {
  return {
    name: "recovery time",
    intervalMs: ctx.intervals.recoveryTime,
    failed: (error) => ctx.change((seen) => ({ recoveryTime: readFailed(seen.recoveryTime, error) })),
    work: async () => {
      const target = secondary(ctx);
      // Asked again soon: at the start the instances have not been read yet.
      if (target === null) return ctx.intervals.instance;
      const share = ctx.seen().folders.backupShare;
      const facts = await readTimeFacts(
        { ports: ctx.ports, earlierRuns: await earlierRuns(ctx) },
        { target, share: share?.error === null ? share.value : null, wantsMirror: false },
      );
      const stagesIn = (order: "users-first" | "protection-first" | "state-first" | "documented") =>
        procedures.failover
          .stages(order)
          .map((stage) => stage.filter((step) => step.isIn === undefined).map((step) => step.id))
          .filter((stage) => stage.length > 0);
      const { time } = forecastTime(stagesIn, "users-first", facts);
      const span = time.finish?.usersFirst.users ?? time.total;
      ctx.change(() => ({ recoveryTime: readNow(ctx.ports.clock, { ...span, runs: time.runs }) }));
      return undefined;
    },
  };
}

function secondary(ctx: SourceContext): string | null {
  const seen = Object.values(ctx.seen().instances);
  const found = seen.find((each) => each.value?.site === "other" && each.value.role === "secondary");
  const allSilent = seen.length > 0 && seen.every((each) => each.value === null && each.error !== null);
  if (allSilent) throw new StepError("unreachable", "no instance answers", { effect: "none" });
  return found?.value?.name ?? null;
}

async function earlierRuns(ctx: SourceContext) {
  const rows = (await ctx.store.runs(ctx.pool.fqdn, runsLookedAt)).filter((row) => ended.includes(row.status));
  return Promise.all(rows.map((row) => ctx.store.events(row.id)));
}
