import { keepingFold, readFailoverStage } from "#lib/domain/health/failover-stage.ts";
import { answersFromHome, homeReturnOf, silentAtHome } from "#lib/domain/health/home-return.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import type { HomeAnswer } from "#lib/domain/views/overview-view.ts";
import type { Source, SourceContext } from "./source.ts";

const entryKind = "home-returned";
const entriesLookedAt = 500;

/** What is remembered of one failover; another failover begins anew. */
type Memory = {
  readonly runId: string;
  readonly silent: Set<string>;
  readonly answered: Map<string, string>;
  /** Names, and names that took writes: each of these is recorded once. */
  readonly recorded: Set<string>;
};

/**
 * While the pool is failed over, or a failover is under way: notices the first answer of anything at home within one turn, records
 * it once in the pool's stream, and keeps the alarm in view until home is silent again or a failback takes over. Source: dba-notes 6.
 */
export function returnWatch(ctx: SourceContext): Source {
  const { pool, store } = ctx;
  const fold = keepingFold(store);
  let memory: Memory | null = null;
  return {
    name: "return watch",
    intervalMs: ctx.intervals.homeReturn,
    // The alarm of the turn before stays: an audit database that does not answer brings nobody's home back.
    failed: () => undefined,
    work: async () => {
      const failover = await readFailoverStage(store, pool.fqdn, fold);
      if (failover === null) {
        memory = null;
        ctx.change(() => ({ homeReturn: null }));
        return undefined;
      }
      if (memory?.runId !== failover.runId) memory = await remembered(ctx, failover.runId);
      for (const name of silentAtHome(pool, ctx.seen())) memory.silent.add(name);
      const answers = answersFromHome(pool, ctx.seen(), { failover, memory });
      for (const answer of answers)
        if (!memory.answered.has(answer.name)) memory.answered.set(answer.name, answer.firstAt);
      // Shown before it is recorded: an alarm does not wait for a database.
      ctx.change(() => ({ homeReturn: homeReturnOf(failover, answers) }));
      for (const answer of answers) {
        const key = recordKey(answer);
        if (memory.recorded.has(key)) continue;
        const { runId, runLabel, stage } = failover;
        const data = { runId, runLabel, stage, ...answer, seenAt: ctx.ports.clock.now().toISOString() };
        await store.recordEntry({ stream: poolStream(pool.fqdn), kind: entryKind, person: "console", data });
        memory.recorded.add(key);
      }
      return undefined;
    },
  };
}

/** What first answered without taking writes and takes them later, or says what it is only later, is recorded a second time. */
const recordKey = ({ name, canWrite, isKnown }: Pick<HomeAnswer, "name" | "canWrite" | "isKnown">) =>
  `${name}|${canWrite}|${isKnown}`;

/** What an earlier console of this pool recorded about the same failover: nothing is recorded twice after a restart. */
async function remembered(ctx: SourceContext, runId: string): Promise<Memory> {
  const memory: Memory = { runId, silent: new Set(), answered: new Map(), recorded: new Set() };
  const entries = await ctx.store.entries(poolStream(ctx.pool.fqdn), [entryKind], entriesLookedAt);
  for (const { data } of entries) {
    const { name, canWrite, isKnown, firstAt } = data;
    if (data.runId !== runId || typeof name !== "string" || typeof firstAt !== "string") continue;
    memory.answered.set(name, firstAt);
    memory.recorded.add(recordKey({ name, canWrite: canWrite === true, isKnown: isKnown === true }));
  }
  return memory;
}
