import type { Removal, TopologyStore, TopologyVersion } from "#lib/domain/topology/version.ts";
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
  const takeOut = async (topologies: TopologyStore, removal: Removal): Promise<void> => {
    const old = running.get(removal.poolFqdn);
    await old?.close();
    try {
      await topologies.remove(removal);
    } catch (e) {
      old?.open();
      throw e;
    }
    running.delete(removal.poolFqdn);
    await old?.stop();
  };
  /** One at a time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    start: async (version: TopologyVersion) => void running.set(version.pool.fqdn, await start(version)),
    /** That pool, and no other; without a name the first. Null where there is none, or it could not be started. */
    of: (fqdn?: string): RunningPool | null =>
      (fqdn === undefined ? [...running.values()][0] : running.get(fqdn)) ?? null,
    names: (): readonly string[] => [...running.keys()],
    takeUp: (topologies: TopologyStore, version: Parameters<TopologyConsole["takeUp"]>[0]): Promise<TakenUp> =>
      inTurn(() => change(topologies, version)),
    /** Refused as `TopologyStore.remove` says; then everything goes on as before. */
    takeOut: (topologies: TopologyStore, removal: Removal): Promise<void> => inTurn(() => takeOut(topologies, removal)),
    stop: async () => void (await Promise.allSettled([...running.values()].map((pool) => pool.stop()))),
  };
}
