import type { InstanceWorld } from "./instance-world.ts";
import { newGuid } from "./lsn.ts";
import { endpointAddress, witness } from "./places.ts";
import { refuse } from "./refuse.ts";
import type { DatabaseState, Mirroring } from "./state.ts";
import { beginWitness, prepareWitness, watched } from "./witness.ts";
import type { World } from "./world.ts";

/** A set-up under way for Install-CsMirrorDatabase. */
export type MirrorCopy = {
  readonly principal: string;
  readonly mirror: string;
  readonly database: string;
  readonly doneAtMs: number;
};
type Pair = {
  readonly principal: InstanceWorld;
  readonly mirror: InstanceWorld;
  readonly database: string;
  readonly witness: boolean;
};

/** Both halves at once. The mirror's copy must already hold the principal's log. */
export function pairUp(pair: Pair): void {
  const { principal, mirror } = pair;
  const [own, copy] = [principal.database(pair.database), mirror.database(pair.database)];
  if (!own || !copy) throw refuse(1416, `Database "${pair.database}" is not configured for database mirroring.`);
  const guid = newGuid();
  // A witness that does not run is left out, as SET WITNESS would be refused (1456); what the cmdlet does then is documented nowhere.
  const hasWitness = pair.witness && prepareWitness(principal.world) !== null;
  const half = (role: Mirroring["role"], partner: InstanceWorld): Mirroring => ({
    guid,
    role,
    state: "SYNCHRONIZING",
    safety: "FULL",
    roleSequence: 1,
    safetySequence: 1,
    partner: partner.name,
    partnerAddress: endpointAddress(partner.name),
    witness: hasWitness ? witness.name : null,
    witnessAddress: hasWitness ? witness.address : null,
    witnessConnected: hasWitness,
    failoverAt: own.end,
    timeoutSeconds: 10,
    caughtUpAtMs: principal.world.clock.now().getTime() + 2000,
  });
  // Install-CsMirrorDatabase makes the endpoints that are missing; SET PARTNER refuses before it comes here.
  for (const instance of [principal, mirror]) instance.state.hasEndpoint = true;
  own.mirroring = half("PRINCIPAL", mirror);
  copy.mirroring = half("MIRROR", principal);
  const session = watched(principal.name, own);
  if (session) beginWitness(principal.world, session);
}

export function installMirror(
  world: World,
  wish: { readonly principal: string; readonly mirror: string; readonly database: string },
): void {
  const [principal, mirror] = [world.instance(wish.principal), world.instance(wish.mirror)];
  const own = principal?.database(wish.database);
  if (!principal?.up || !mirror?.up || principal.blackHoled || mirror.blackHoled)
    throw refuse(
      1418,
      `The server network address "${endpointAddress(wish.mirror)}" can not be reached or does not exist. Check the network address name and that the ports for the local and remote endpoints are operational.`,
    );
  if (own?.state !== "ONLINE")
    throw refuse(911, `Database '${wish.database}' does not exist. Make sure that the name is entered correctly.`);
  if (own.mirroring) throw refuse(1405, `The database "${own.name}" is already enabled for database mirroring.`);
  const doneAtMs = world.clock.now().getTime() + 3000;
  world.copies.set(`${wish.principal}|${wish.database}`.toLowerCase(), {
    principal: principal.name,
    mirror: mirror.name,
    database: own.name,
    doneAtMs,
  });
}

export function finishCopy(world: World, copy: MirrorCopy, now: Date): void {
  if (copy.doneAtMs > now.getTime()) return;
  world.copies.delete(`${copy.principal}|${copy.database}`.toLowerCase());
  const [principal, mirror] = [world.instance(copy.principal), world.instance(copy.mirror)];
  const own = principal?.database(copy.database);
  if (!principal?.up || !mirror?.up || !own || own.state !== "ONLINE" || own.mirroring) return;
  placeCopy(principal, mirror, own);
  pairUp({ principal, mirror, database: own.name, witness: principal.site === witness.site });
}

/** What backup, copy and restore WITH NORECOVERY of full and log leave on the mirror. */
export function placeCopy(principal: InstanceWorld, mirror: InstanceWorld, own: DatabaseState): void {
  own.lastLogBackup ??= own.end;
  const old = mirror.database(own.name);
  const used = mirror.databases().map((db) => db.id);
  mirror.state.databases[own.name.toLowerCase()] = {
    ...structuredClone(own),
    id: old?.id ?? Math.max(4, ...used) + 1,
    state: "RESTORING",
    redoStart: own.end,
    createdAtMs: principal.localNow().getTime(),
    mirroring: null,
    trustworthy: false,
    brokerEnabled: false,
  };
}
