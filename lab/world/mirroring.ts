import { applyRecord, copyContent, hasQuorum } from "./database.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { newGuid } from "./lsn.ts";
import { stateAfterRoleChange } from "./mirror-queues.ts";
import { finishCopy } from "./mirror-setup.ts";
import { refuse } from "./refuse.ts";
import type { DatabaseState, LogRecord, Mirroring } from "./state.ts";
import { isWitnessConnected, tickWitness } from "./witness.ts";
import type { World } from "./world.ts";

/** The one place that adds to a log: writes here and, while synchronised, on the mirror before anybody is told. */
export function appendRecord(instance: InstanceWorld, db: DatabaseState, record: Omit<LogRecord, "n">): void {
  const find = (index: number) => instance.world.messages[index] ?? null;
  const full: LogRecord = { n: db.end, ...record };
  const partner =
    db.mirroring?.state === "SYNCHRONIZED" ? instance.world.instance(db.mirroring.partner)?.database(db.name) : null;
  for (const copy of partner ? [db, partner] : [db]) {
    applyRecord(copy, full, find);
    copy.log.push(full);
    copy.end = full.n + 1;
  }
}

export function partnerOf(
  instance: InstanceWorld,
  db: DatabaseState,
): { readonly instance: InstanceWorld; readonly db: DatabaseState } | null {
  const other = db.mirroring ? instance.world.instance(db.mirroring.partner) : null;
  const copy = other?.database(db.name) ?? null;
  const isSplit =
    instance.world.faults.has("mirroring-split") || instance.endpointStopped || other?.endpointStopped === true;
  return other?.up && !isSplit && copy?.mirroring && copy.mirroring.guid === db.mirroring?.guid
    ? { instance: other, db: copy }
    : null;
}

export function tickMirroring(world: World, now: Date): void {
  for (const copy of [...world.copies.values()]) finishCopy(world, copy, now);
  for (const instance of world.instances.values()) {
    if (!instance.up) continue;
    for (const db of instance.databases()) if (db.mirroring) tickHalf(instance, db, now.getTime());
  }
  tickWitness(world);
}

function tickHalf(instance: InstanceWorld, db: DatabaseState, nowMs: number): void {
  const own = db.mirroring;
  if (!own) return;
  own.witnessConnected = isWitnessConnected(instance.world, db);
  const partner = partnerOf(instance, db);
  if (!partner) {
    const wasSynchronised = own.state === "SYNCHRONIZED";
    own.state = "DISCONNECTED";
    own.caughtUpAtMs = null;
    // While the witness still sees the principal, it does not agree to another one.
    const isPrincipalGone = instance.world.instance(own.partner)?.up !== true;
    if (own.role === "MIRROR" && isPrincipalGone && wasSynchronised && own.safety === "FULL" && own.witnessConnected)
      takeOver(db);
    if (own.role === "PRINCIPAL" && !hasQuorum(db))
      for (const s of instance.sessions.inDatabase(db.name)) instance.sessions.kill(s.spid);
    return;
  }
  const other = partner.db.mirroring;
  if (!other) return;
  // Back after an absence: the higher role sequence stays principal, the other becomes its mirror.
  if (own.role === "PRINCIPAL" && other.role === "PRINCIPAL") {
    const loser = own.roleSequence >= other.roleSequence ? partner : { instance, db };
    if (loser.db.mirroring)
      Object.assign(loser.db.mirroring, {
        role: "MIRROR",
        roleSequence: Math.max(own.roleSequence, other.roleSequence),
      });
    loser.db.state = "RESTORING";
    for (const s of loser.instance.sessions.inDatabase(db.name)) loser.instance.sessions.kill(s.spid);
    return;
  }
  if (own.role !== "PRINCIPAL" || own.state === "SUSPENDED") return;
  if (own.state === "DISCONNECTED" || own.caughtUpAtMs === null) {
    if (own.state === "SYNCHRONIZED") return void setFailoverPoint(own, other, db);
    for (const half of [own, other]) Object.assign(half, { state: "SYNCHRONIZING", caughtUpAtMs: nowMs + 2000 });
  }
  if (own.caughtUpAtMs === null || own.caughtUpAtMs > nowMs) return;
  mirrorFrom(db, partner.db);
  for (const half of [own, other]) Object.assign(half, { state: "SYNCHRONIZED", caughtUpAtMs: null });
  setFailoverPoint(own, other, db);
}

function setFailoverPoint(own: Mirroring, other: Mirroring, db: DatabaseState): void {
  own.failoverAt = db.end;
  other.failoverAt = db.end;
}

function mirrorFrom(from: DatabaseState, to: DatabaseState): void {
  const {
    end,
    lastLogBackup,
    lastFull,
    lastFullGuid,
    forkGuid,
    forkPoint,
    previousForkGuid,
    familyGuid,
    databaseGuid,
  } = from;
  Object.assign(to, {
    end,
    lastLogBackup,
    lastFull,
    lastFullGuid,
    forkGuid,
    forkPoint,
    previousForkGuid,
    familyGuid,
    databaseGuid,
  });
  to.content = copyContent(from.content);
  if (from.compliance) to.compliance = structuredClone(from.compliance);
  to.log = [...from.log];
}

/** The mirror becomes principal without being asked: its partner is gone and the witness agrees. */
function takeOver(db: DatabaseState): void {
  if (!db.mirroring) return;
  db.mirroring.role = "PRINCIPAL";
  db.mirroring.roleSequence += 1;
  Object.assign(db, { state: stateAfterRoleChange(db), redoStart: null });
}

export function failOver(instance: InstanceWorld, db: DatabaseState): void {
  const own = db.mirroring;
  const partner = partnerOf(instance, db);
  if (!own) throw refuse(1416, `Database "${db.name}" is not configured for database mirroring.`);
  if (own.role !== "PRINCIPAL")
    throw refuse(
      1470,
      `The alter database for this partner config values may only be initiated on the current principal server for database "${db.name}".`,
    );
  if (own.safety !== "FULL")
    throw refuse(
      1477,
      `The database mirroring safety level must be FULL to manually failover database "${db.name}".  Set safety level to FULL and retry.`,
    );
  if (own.state !== "SYNCHRONIZED" || !partner?.db.mirroring)
    throw refuse(
      1422,
      `The mirror server instance is not caught up to the recent changes to database "${db.name}". Unable to fail over.`,
    );
  for (const session of instance.sessions.inDatabase(db.name)) instance.sessions.kill(session.spid);
  Object.assign(own, { role: "MIRROR", roleSequence: own.roleSequence + 1 });
  Object.assign(partner.db.mirroring, { role: "PRINCIPAL", roleSequence: own.roleSequence });
  Object.assign(db, { state: "RESTORING", redoStart: null });
  Object.assign(partner.db, { state: stateAfterRoleChange(partner.db), redoStart: null });
}

export function forceService(_instance: InstanceWorld, db: DatabaseState): void {
  const own = db.mirroring;
  if (!own) throw refuse(1416, `Database "${db.name}" is not configured for database mirroring.`);
  if (own.role !== "MIRROR" || own.state !== "DISCONNECTED" || (own.witness !== null && !own.witnessConnected))
    throw refuse(
      1455,
      `The database mirroring service cannot be forced for database "${db.name}" because the database is not in the correct state to become the principal database.`,
    );
  Object.assign(db, { previousForkGuid: db.forkGuid, forkGuid: newGuid(), forkPoint: db.end });
  takeOver(db);
}

/** Either side. The mirror's copy stays RESTORING; a partner that does not answer keeps its own half. */
export function removeMirroring(instance: InstanceWorld, db: DatabaseState): void {
  if (!db.mirroring) throw refuse(1416, `Database "${db.name}" is not configured for database mirroring.`);
  const partner = partnerOf(instance, db);
  for (const copy of partner ? [db, partner.db] : [db]) {
    if (copy.mirroring?.role === "MIRROR") Object.assign(copy, { state: "RESTORING", redoStart: copy.end - 1 });
    copy.mirroring = null;
  }
}
