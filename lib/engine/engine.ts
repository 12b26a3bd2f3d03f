import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { acquireLease, type HeldLease } from "./lease.ts";
import { rest } from "./rest.ts";
import { openJournal } from "./run-journal.ts";
import { runProcedure } from "./runner.ts";

/** The pool's runner: waits for the lease, then carries out whatever run is open, one at a time. */
export type Engine = { readonly stop: () => Promise<void> };

/** Rest after a run was cut off by an error, so that a dead audit database does not fill the log. */
const afterFailureMs = 2_000;

/** Starts the runner of one pool. `stop` begins no new act, journals what is cut off and gives the lease back. */
export function startEngine(deps: EngineDeps): Engine {
  const stopping = new AbortController();
  const done = work(deps, stopping.signal);
  done.catch((e: unknown) => deps.log("engine stopped", { error: String(e) }));
  return {
    stop: async () => {
      stopping.abort();
      await done.catch(() => undefined);
    },
  };
}

async function work(deps: EngineDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const lease = await acquireLease(deps, signal).catch((e: unknown) => {
      deps.log("lease not acquired", { error: String(e) });
      return null;
    });
    if (!lease) {
      await deps.ports.clock.sleep(1_000, signal).catch(() => undefined);
      continue;
    }
    await serve(deps, lease, signal);
    await lease.release();
  }
}

async function serve(deps: EngineDeps, lease: HeldLease, signal: AbortSignal): Promise<void> {
  let shownOnly: string | null = null;
  while (!signal.aborted && !lease.lost.aborted) {
    let hasFailed = false;
    try {
      const open = await deps.store.activeRun(deps.pool.fqdn);
      const plan = open ? await deps.store.plan(open.planId) : null;
      if (open && plan) {
        const journal = await openJournal(deps, { runId: open.id, lease, signal });
        const { newerVersion } = journal.state();
        if (newerVersion === null)
          await runProcedure({ deps, plan: JSON.parse(plan.pinned) as PinnedPlan, journal, signal });
        else if (shownOnly !== open.id) {
          // Once is enough: it stays so until the newer console or a person has ended it.
          shownOnly = open.id;
          deps.log("the open run was written by a newer console and is only shown", { run: open.label, newerVersion });
        }
      }
    } catch (e) {
      hasFailed = true;
      deps.log("run cut off", { error: e instanceof Error ? (e.stack ?? e.message) : String(e) });
    }
    if (hasFailed) await deps.ports.clock.sleep(afterFailureMs, signal).catch(() => undefined);
    else await rest(deps, deps.timings.pollMs, signal);
  }
}
