import type { Token } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { LyncWorld } from "./lync.ts";
import type { LyncSqlPort } from "./lync-sql-port.ts";
import type { LyncState } from "./lync-state.ts";
import { shareSite } from "./places.ts";
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
  const answering = (name: string) => {
    const instance = world.instance(name);
    return instance?.up && !instance.blackHoled && !instance.refusingLogins ? instance : null;
  };
  const requireAnswering = (name: string) => {
    const instance = answering(name);
    if (instance !== null) return instance;
    throw new Error(
      `A network-related or instance-specific error occurred while establishing a connection to SQL Server "${name}". The server was not found or was not accessible.`,
    );
  };
  const mirrorState: LyncSqlPort["mirrorState"] = (name, database) =>
    answering(name)?.database(database)?.mirroring ?? null;
  return {
    siteUp: () => world.siteUp,
    databaseState: (name, database) => {
      const found = answering(name)?.database(database);
      if (!found) return null;
      return found.state === "ONLINE" && found.readOnly ? "READ_ONLY" : found.state;
    },
    mirrorState,
    installMirror: (principal, mirror, { fileShare, dropExisting }) => {
      requireAnswering(principal);
      requireShare(world, fileShare);
      requireRoomOn(requireAnswering(mirror), dropExisting);
      world.installMirror(principal, mirror);
    },
    removeMirror: (principal) => setPartner(requireAnswering(principal), "OFF"),
    failoverMirror: (newPrincipal, { force }) => {
      const partner = mirrorState(newPrincipal, "mgc")?.partner ?? newPrincipal;
      const principal = answering(partner);
      if (principal !== null) return setPartner(principal, "FAILOVER");
      if (force) return setPartner(requireAnswering(newPrincipal), "FORCE_SERVICE_ALLOW_DATA_LOSS");
      requireAnswering(partner);
    },
  };
}

function requireShare(world: World, fileShare: string): void {
  const stands = shareSite(fileShare);
  if (stands === "third" || world.siteUp[stands]) return;
  throw new Error(`Cannot access the file share "${fileShare}". The network path was not found.`);
}

function requireRoomOn(mirror: InstanceWorld, dropExisting: boolean): void {
  const existing = mirror.database("mgc");
  if (existing === null) return;
  if (!dropExisting) {
    throw new Error(
      `Database "mgc" already exists on the mirror "${mirror.name}". Use -DropExistingDatabasesOnMirror to drop it first.`,
    );
  }
  delete mirror.state.databases.mgc;
}

/** ALTER DATABASE mgc SET PARTNER …, on a connection of its own as the cmdlet makes it. */
async function setPartner(instance: InstanceWorld, action: string): Promise<void> {
  const words = ["ALTER", "DATABASE", "mgc", "SET", "PARTNER", action];
  const tokens: Token[] = words.map((text) => ({ kind: "word", text, line: 1 }));
  const handler = instance.catalog.statement("ALTER DATABASE");
  if (handler === null) throw new Error("The lab's SQL Server does not do ALTER DATABASE.");
  const opening = {
    login: "CONTOSO\\svc-lync",
    hostName: "fe02",
    programName: "Lync Management Shell",
    database: "master",
  };
  const open = instance.openSession(opening);
  try {
    const variable = () => null;
    for await (const event of handler({ session: open.session, tokens, variable, line: 1 })) {
      if (event.kind === "error") throw new Error(event.error.message);
    }
  } finally {
    open.end();
  }
}
