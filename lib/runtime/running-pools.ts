import type { TopologyStore, TopologyVersion } from "#lib/domain/topology/version.ts";
import type { TakenUp, TopologyConsole } from "#lib/services/topology-context.ts";
import type { RunningPool } from "./start-pool.ts";

/** The pools of this console as they are in force, in the order in which they came. */
export type RunningPools = ReturnType<typeof makeRunningPools>;

/** Keeps every pool's running parts, and puts a newer version in the place of an older one. */
export function makeRunningPools(start: (version: TopologyVersion) => Promise<RunningPool>) {
  const running = new Map<string, RunningPool>();
  let turn: Promise<unknown> = Promise.resolve();
  const change = async (
    topologies: TopologyStore,
    version: Parameters<TopologyConsole["takeUp"]>[0],
  ): Promise<TakenUp> => {
    const { fqdn } = version.pool;
    const old = running.get(fqdn);
    await old?.close();
    let saved: TopologyVersion;
    try {
      saved = await topologies.save(version);
    } catch (e) {
      old?.open();
      throw e;
    }
    await old?.stop();
    try {
      running.set(fqdn, await start(saved));
      return { version: saved, waitsForRestart: null };
    } catch (e) {
      running.delete(fqdn);
      return { version: saved, waitsForRestart: e instanceof Error ? e.message : String(e) };
    }
  };
  return {
    start: async (version: TopologyVersion) => void running.set(version.pool.fqdn, await start(version)),
    /** That pool, and no other; without a name the first. Null where there is none, or it could not be started. */
    of: (fqdn?: string): RunningPool | null =>
      (fqdn === undefined ? [...running.values()][0] : running.get(fqdn)) ?? null,
    names: (): readonly string[] => [...running.keys()],
    /** One at a time. */
    takeUp: (topologies: TopologyStore, version: Parameters<TopologyConsole["takeUp"]>[0]): Promise<TakenUp> => {
      const mine = turn.then(() => change(topologies, version));
      turn = mine.catch(() => undefined);
      return mine;
    },
    stop: async () => void (await Promise.allSettled([...running.values()].map((pool) => pool.stop()))),
  };
}
