import type { Procedure } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { argumentsOf, needed } from "./arguments.ts";

const pollMs = 50;

/** 0 at once, 1 after waiting, -1 timeout, -999 wrong call. Owner Session, mode Exclusive or Shared only. */
export function getAppLock(instance: InstanceWorld): Procedure {
  // biome-ignore lint/correctness/useYield: the answer is the return code
  return async function* (call) {
    const given = argumentsOf(call, {
      procedure: "sp_getapplock",
      order: "resource lockmode lockowner locktimeout dbprincipal",
    });
    const resource = needed(given, "resource", "sp_getapplock");
    const owner = String(given.lockowner ?? "Transaction").toLowerCase();
    if (owner !== "session")
      throw refuse(
        1223,
        "Cannot release or take the application lock: the lab does transactions of its own nowhere; use @LockOwner = 'Session'.",
      );
    const mode = String(given.lockmode ?? "").toLowerCase();
    if (mode !== "exclusive" && mode !== "shared") return -999;
    const at = { database: call.session.database, resource, isShared: mode === "shared" };
    if (instance.locks.take(call.session.spid, at)) return 0;
    const timeout = Number(given.locktimeout ?? -1);
    const endMs = timeout < 0 ? Number.POSITIVE_INFINITY : instance.utcNow().getTime() + timeout;
    while (instance.utcNow().getTime() < endMs && !call.session.signal.aborted) {
      await instance.world.clock.sleep(pollMs, call.session.signal);
      if (!call.session.signal.aborted && instance.locks.take(call.session.spid, at)) return 1;
    }
    return call.session.signal.aborted ? -2 : -1;
  };
}

export function releaseAppLock(instance: InstanceWorld): Procedure {
  // biome-ignore lint/correctness/useYield: the answer is the return code
  return async function* (call) {
    const given = argumentsOf(call, { procedure: "sp_releaseapplock", order: "resource lockowner dbprincipal" });
    const resource = needed(given, "resource", "sp_releaseapplock");
    if (instance.locks.release(call.session.spid, { database: call.session.database, resource })) return 0;
    throw refuse(
      1223,
      `Cannot release the application lock (Database Principal: 'public', Resource: '${resource}') because it is not currently held.`,
    );
  };
}
