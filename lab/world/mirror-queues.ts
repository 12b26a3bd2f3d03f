import type { InstanceWorld } from "./instance-world.ts";
import type { DatabaseState } from "./state.ts";
import type { World } from "./world.ts";

/** One record of the lab's log counts as one KB; redo does this many in a second when nothing holds it. */
const redoPerSecond = 50;

export type MirrorQueues = { readonly unsentKb: number; readonly unrestoredKb: number };

/** What either half of a mirrored database knows: log that has not left the principal, log that the mirror has not redone. */
export function mirrorQueues(instance: InstanceWorld, db: DatabaseState): MirrorQueues {
  const own = db.mirroring;
  const other = own ? instance.world.instance(own.partner) : null;
  const copy = other?.up ? (other.database(db.name) ?? null) : null;
  const principal = own?.role === "PRINCIPAL" ? db : copy;
  const mirror = own?.role === "MIRROR" ? db : copy;
  const sender = principal?.mirroring;
  const isBehind = sender?.role === "PRINCIPAL" && sender.state !== "SYNCHRONIZED";
  return {
    unsentKb: principal && isBehind ? Math.max(0, principal.end - sender.failoverAt) : 0,
    unrestoredKb: mirror?.redo ? Math.max(0, Math.ceil(mirror.end - mirror.redo.doneTo)) : 0,
  };
}

/** Redo stands still on a mirror while the fault is on, then goes on; a copy that became principal opens when it has ended. */
export function tickRedo(world: World, now: Date): void {
  for (const instance of world.instances.values()) {
    if (!instance.up) continue;
    for (const db of instance.databases()) redoHalf(instance, db, now.getTime());
  }
}

function redoHalf(instance: InstanceWorld, db: DatabaseState, nowMs: number): void {
  const isMirror = db.mirroring?.role === "MIRROR";
  if (isMirror && instance.world.faults.has(`mirror-redo-lags:${instance.name}`)) {
    db.redo = { doneTo: db.redo?.doneTo ?? db.end, atMs: nowMs };
    return;
  }
  if (!db.redo) return;
  const seconds = Math.max(0, nowMs - db.redo.atMs) / 1000;
  db.redo = { doneTo: db.redo.doneTo + seconds * redoPerSecond, atMs: nowMs };
  if (db.mirroring && db.redo.doneTo < db.end) return;
  delete db.redo;
  if (db.state === "RECOVERING" && db.mirroring?.role === "PRINCIPAL") db.state = "ONLINE";
}

/** What a mirror is in when it becomes principal: closed until it has redone what it took. */
export function stateAfterRoleChange(db: DatabaseState): "ONLINE" | "RECOVERING" {
  return db.redo ? "RECOVERING" : "ONLINE";
}
