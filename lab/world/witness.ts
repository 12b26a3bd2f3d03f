import type { InstanceWorld } from "./instance-world.ts";
import { instanceAtEndpoint, witness } from "./places.ts";
import { refuse } from "./refuse.ts";
import type { DatabaseState, WitnessedSession } from "./state.ts";
import type { World } from "./world.ts";

/** The witness when the partners can reach it: it runs, its endpoint is there, and its packets arrive. Being cut off from other sites is nothing to them. */
export function witnessInstance(world: World): InstanceWorld | null {
  const found = world.instance(witness.name);
  const hears = found?.up === true && found.state.hasEndpoint && !world.faults.has(`black-holed:${found.name}`);
  return hears ? found : null;
}

/** Whether the witness is there for one half's session: it answers and has not lost what it knew of it. */
export function isWitnessConnected(world: World, db: DatabaseState): boolean {
  const own = db.mirroring;
  if (!own || own.witness === null) return false;
  return witnessInstance(world)?.state.witnessed?.some((one) => one.guid === own.guid) ?? false;
}

/** The witness of a mirror that is being set up, with the endpoint that it may lack; null while it does not run. */
export function prepareWitness(world: World): InstanceWorld | null {
  const found = world.instance(witness.name);
  if (found?.up) found.state.hasEndpoint = true;
  return witnessInstance(world);
}

/** Writes down on the witness what it watches over from now on. */
export function beginWitness(world: World, session: WitnessedSession): void {
  const state = witnessInstance(world)?.state;
  if (state) state.witnessed = [...(state.witnessed ?? []).filter((one) => one.guid !== session.guid), session];
}

/** What a principal tells its witness each moment; a session that no running partner has any more is forgotten. */
export function tickWitness(world: World): void {
  const state = witnessInstance(world)?.state;
  if (!state?.witnessed) return;
  state.witnessed = state.witnessed.flatMap((one) => {
    const halves = [one.principal, one.mirror].flatMap((name) => {
      const instance = world.instance(name);
      return instance?.up ? [{ instance, db: instance.database(one.database) }] : [];
    });
    const held = halves.filter(({ db }) => db?.mirroring?.guid === one.guid && db.mirroring.witness !== null);
    if (halves.length > 0 && held.length === 0) return [];
    const told = held.find(({ db }) => db?.mirroring?.role === "PRINCIPAL");
    return [told?.db ? (watched(told.instance.name, told.db) ?? one) : one];
  });
}

/** The session as its principal tells it; null while it has none, or no witness. */
export function watched(principal: string, db: DatabaseState): WitnessedSession | null {
  const own = db.mirroring;
  if (!own || own.witness === null) return null;
  return {
    database: db.name,
    principal,
    mirror: own.partner,
    guid: own.guid,
    familyGuid: db.familyGuid,
    safety: own.safety,
    safetySequence: own.safetySequence,
    roleSequence: own.roleSequence,
    isSuspended: own.state === "SUSPENDED",
    isInStep: own.state === "SYNCHRONIZED",
  };
}

/** SET WITNESS: on the principal, while all three see each other. `partner`: its other half, when that answers. */
export function setWitness(
  at: { readonly instance: InstanceWorld; readonly db: DatabaseState; readonly partner: DatabaseState | null },
  address: string,
): void {
  const { instance, db, partner } = at;
  const own = db.mirroring;
  if (!own) throw refuse(1416, `Database "${db.name}" is not configured for database mirroring.`);
  if (own.role !== "PRINCIPAL")
    throw refuse(
      1470,
      `The alter database for this partner config values may only be initiated on the current principal server for database "${db.name}".`,
    );
  const found = witnessInstance(instance.world);
  if (!partner?.mirroring || instanceAtEndpoint(address) !== witness.name || !found)
    throw refuse(
      1456,
      `The ALTER DATABASE command could not be sent to the remote server instance '${address}'. The database mirroring configuration was not changed. Verify that the server is connected, and try again.`,
    );
  for (const half of [own, partner.mirroring])
    Object.assign(half, { witness: witness.name, witnessAddress: address, witnessConnected: true });
  const session = watched(instance.name, db);
  if (session) beginWitness(instance.world, session);
}
