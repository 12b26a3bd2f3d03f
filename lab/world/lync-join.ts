import type { InstanceWorld } from "./instance-world.ts";
import { LyncWorld } from "./lync.ts";
import type { ChatDatabase, LyncSqlPort } from "./lync-sql-port.ts";
import type { LyncState } from "./lync-state.ts";
import { failOver, forceService, removeMirroring } from "./mirroring.ts";
import { shareSite } from "./places.ts";
import type { DatabaseState } from "./state.ts";
import type { World } from "./world.ts";

/** The maker that World.open takes as its `lync` port; `saved` is null in a new world. */
export function joinLync(world: World, saved: unknown): LyncWorld {
  const options = { sql: sqlOf(world), faults: world.faults, nowMs: world.clock.now().getTime() };
  return saved === null || saved === undefined ? new LyncWorld(options) : LyncWorld.from(savedState(saved), options);
}

/** The Lync half of an open world: ask anew for each call, because a reset makes a new one. */
export function lyncOf(world: World): LyncWorld {
  if (world.lync instanceof LyncWorld) return world.lync;
  throw new Error("this world was opened without joinLync");
}

/** The world's file is written by saved() alone, so what comes back has its shape. */
function savedState(saved: unknown): LyncState {
  return saved as LyncState;
}

function sqlOf(world: World): LyncSqlPort {
  const copyOn = (name: string, database: string) => answering(world, name)?.database(database) ?? null;
  return {
    siteUp: () => world.siteUp,
    databaseState: (name, database) => {
      const found = copyOn(name, database);
      return found?.state === "ONLINE" && found.readOnly ? "READ_ONLY" : (found?.state ?? null);
    },
    mirrorState: (name, database) => copyOn(name, database)?.mirroring ?? null,
    postTestMessage: (fqdn, roomGuid) => world.postTestMessage(fqdn, roomGuid),
    installMirror: (principal, mirror, { database, fileShare, dropExisting }) => {
      const own = requireCopy(world, principal, database);
      requireShare(world, fileShare);
      const existing = copyOn(mirror, database);
      if (existing !== null && own.db.mirroring === null && !dropExisting) throw alreadyThere(mirror, database);
      world.installMirror(principal, mirror, database);
    },
    removeMirror: (principal, { database, dropOnMirror }) => {
      const { instance, db } = requireCopy(world, principal, database);
      const mirror = db.mirroring ? answering(world, db.mirroring.partner) : null;
      removeMirroring(instance, db);
      if (dropOnMirror && mirror?.database(database)?.state === "RESTORING") delete mirror.state.databases[database];
    },
    failoverMirror: (newPrincipal, { force, database }) => {
      const partner = copyOn(newPrincipal, database)?.mirroring?.partner ?? newPrincipal;
      const isForced = force && answering(world, partner) === null;
      const { instance, db } = requireCopy(world, isForced ? newPrincipal : partner, database);
      if (isForced) forceService(instance, db);
      else failOver(instance, db);
    },
  };
}

function answering(world: World, name: string): InstanceWorld | null {
  const instance = world.instance(name);
  return instance?.up && !instance.blackHoled && !instance.refusingLogins ? instance : null;
}

function requireCopy(
  world: World,
  name: string,
  database: ChatDatabase,
): { readonly instance: InstanceWorld; readonly db: DatabaseState } {
  const instance = answering(world, name);
  if (instance === null) {
    throw new Error(
      `A network-related or instance-specific error occurred while establishing a connection to SQL Server "${name}". The server was not found or was not accessible.`,
    );
  }
  const db = instance.database(database);
  if (db === null) throw new Error(`Database "${database}" does not exist on "${name}".`);
  return { instance, db };
}

function requireShare(world: World, fileShare: string): void {
  const stands = shareSite(fileShare);
  if (stands === "third" || world.siteUp[stands]) return;
  throw new Error(`Cannot access the file share "${fileShare}". The network path was not found.`);
}

function alreadyThere(mirror: string, database: ChatDatabase): Error {
  return new Error(
    `Database "${database}" already exists on the mirror "${mirror}". Use -DropExistingDatabasesOnMirror to drop it first.`,
  );
}
