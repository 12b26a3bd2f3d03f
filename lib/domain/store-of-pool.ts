import type { RunStore } from "./store-port.ts";

/**
 * The same store, in which plans and runs of other pools do not exist: whoever has a role here sees and moves nothing there, also
 * when he knows an id. Lists name their pool themselves, and every verb reads a run before it writes to it.
 */
export function storeOfPool<S extends RunStore>(store: S, poolFqdn: string): S {
  const own = new Set<string>();
  const isOwn = async (runId: string): Promise<boolean> => {
    if (own.has(runId)) return true;
    if ((await store.run(runId))?.poolFqdn !== poolFqdn) return false;
    own.add(runId);
    return true;
  };
  const ofPool: Pick<RunStore, "plan" | "run" | "events"> = {
    plan: async (id) => {
      const plan = await store.plan(id);
      return plan?.poolFqdn === poolFqdn ? plan : null;
    },
    run: async (id) => {
      const run = await store.run(id);
      return run?.poolFqdn === poolFqdn ? run : null;
    },
    events: async (runId, afterNumber) => ((await isOwn(runId)) ? store.events(runId, afterNumber) : []),
  };
  return { ...store, ...ofPool };
}
