import { AppError } from "#lib/domain/errors.ts";
import type { RunStore, StoredPlan } from "#lib/domain/store-port.ts";

const changed = "the topology was changed after this plan was made; make a new plan";

/**
 * The same store for one version of a pool's topology: a plan that looked at an older one starts no run, and after `close` neither a
 * plan is kept nor a run started here. `close` resolves when what had begun has ended.
 */
export function storeOfVersion<S extends RunStore>(
  store: S,
  savedAt: string,
): { readonly store: S; readonly close: () => Promise<void>; readonly open: () => void } {
  let isClosed = false;
  const underWay = new Set<Promise<unknown>>();
  const whileOpen = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isClosed) throw new AppError("refused", changed);
    const doing = work();
    underWay.add(doing);
    try {
      return await doing;
    } finally {
      underWay.delete(doing);
    }
  };
  const isStarted = async (plan: StoredPlan) =>
    (await store.runs(plan.poolFqdn, 200)).some((run) => run.planId === plan.id);
  const ofVersion: Pick<RunStore, "savePlan" | "createRun"> = {
    savePlan: (plan) => whileOpen(() => store.savePlan(plan)),
    createRun: (run, first) =>
      whileOpen(async () => {
        const plan = await store.plan(run.planId);
        if (plan !== null && plan.createdAt < savedAt && !(await isStarted(plan)))
          throw new AppError("refused", changed);
        return store.createRun(run, first);
      }),
  };
  return {
    store: { ...store, ...ofVersion },
    close: async () => {
      isClosed = true;
      await Promise.allSettled([...underWay]);
    },
    open: () => {
      isClosed = false;
    },
  };
}
