import type { Lease } from "#lib/domain/store-port.ts";
import { type EngineDeps, RunStop } from "./engine-deps.ts";

/** The right to run this pool's procedures. `assertFresh` before anything is sent. */
export type HeldLease = {
  readonly token: number;
  readonly assertFresh: () => void;
  readonly release: () => Promise<void>;
  readonly lost: AbortSignal;
};

/**
 * Waits until this process may run the pool. No wall clocks are compared: another holder's lease is taken only after its
 * counter stood still for `takeAfterMs` of our own monotonic clock. Gives null when the signal fires first.
 */
export async function acquireLease(deps: EngineDeps, signal: AbortSignal): Promise<HeldLease | null> {
  const { store, pool, holder, timings } = deps;
  const { clock } = deps.ports;
  let seen = null as Lease | null;
  let since = clock.monotonicMs();
  while (!signal.aborted) {
    if (deps.soleRunner?.hold() === "taken") {
      // Another console on this machine is, or may be in the middle of a run that the database knows nothing of.
      await clock.sleep(Math.min(1_000, timings.raiseMs), signal).catch(() => undefined);
      continue;
    }
    const now = await store.lease(pool.fqdn);
    const changed = now?.token !== seen?.token || now?.counter !== seen?.counter;
    if (changed) {
      seen = now;
      since = clock.monotonicMs();
    }
    if (now === null || clock.monotonicMs() - since >= timings.takeAfterMs) {
      const token = await store.takeLease(pool.fqdn, holder, now);
      if (token !== null) return hold(deps, token);
    }
    // Not a moment longer than the other's counter has to stand still.
    const left = timings.takeAfterMs - (clock.monotonicMs() - since);
    await clock.sleep(Math.min(1_000, timings.raiseMs, left > 0 ? left : 1_000), signal).catch(() => undefined);
  }
  return null;
}

function hold(deps: EngineDeps, token: number): HeldLease {
  const { store, pool, timings, log } = deps;
  const { clock } = deps.ports;
  const lost = new AbortController();
  let raisedAt = clock.monotonicMs();
  const timer = setInterval(() => {
    const began = clock.monotonicMs();
    store.raiseLease(pool.fqdn, token).then(
      (ours) => {
        if (ours) raisedAt = began;
        else lost.abort();
      },
      (e: unknown) => log("lease not raised", { error: String(e) }),
    );
  }, timings.raiseMs);
  timer.unref();
  return {
    token,
    lost: lost.signal,
    assertFresh: () => {
      // As long as no other process can be a runner, a counter that could not be raised costs nobody his turn.
      const isOld = clock.monotonicMs() - raisedAt > timings.sendWithinMs && !deps.soleRunner?.isHeld();
      if (lost.signal.aborted || isOld) throw new RunStop("lease-lost");
    },
    release: async () => {
      clearInterval(timer);
      await store.releaseLease(pool.fqdn, token).catch((e: unknown) => log("lease not released", { error: String(e) }));
    },
  };
}
