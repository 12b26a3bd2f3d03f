import { notFound } from "#lab/powershell/failure.ts";
import type { CmdletObject } from "#lab/powershell/reply.ts";
import { isSame } from "#lab/world/is-same.ts";
import type { LyncWorld } from "#lab/world/lync.ts";
import { instanceNameOf, type SqlStore } from "#lab/world/lync-topology.ts";
import type { Cmdlet } from "./cmdlet.ts";

/** The synthetic test: reports a failure as its result, not as an error. */
export const testPersistentChatMessage: Cmdlet = ({ world, bound }) => {
  const target = String(bound.values.get("TargetFqdn") ?? world.topology.nextHopPool);
  const answer = answering(world, target);
  const trouble = "fqdn" in answer ? null : answer.why;
  const guid = /([0-9a-f-]{36})$/i.exec(String(bound.values.get("ChatRoomUri") ?? ""))?.[1];
  // Whether the real test leaves its message in the room is documented nowhere; here it does, or does not by a fault.
  if ("fqdn" in answer && guid !== undefined) world.sql.postTestMessage(answer.fqdn, guid);
  return [
    {
      TargetFqdn: target,
      Result: trouble === null ? "Success" : "Failure",
      Latency: trouble === null ? "00:00:00.4130000" : "00:00:00",
      Error: trouble ?? "",
      Diagnosis: "",
    },
  ];
};

function answering(world: LyncWorld, target: string): { readonly fqdn: string } | { readonly why: string } {
  const registrar = world.topology.frontEnds.find((one) => isSame(one.poolFqdn, target) || isSame(one.fqdn, target));
  if (registrar === undefined) return { why: `No matching cluster found in topology for "${target}".` };
  if (!world.isReachable(registrar.fqdn)) {
    return {
      why: `10060, A connection attempt failed because the connected party did not properly respond after a period of time ${target}:5061`,
    };
  }
  const serves = world.topology.chatServers.find(({ fqdn }) => {
    const seen = world.seenBy(fqdn);
    return seen.activeServers.includes(fqdn) && world.serviceRunning(fqdn) && hasOpenStore(world, seen.poolState);
  });
  return serves ?? { why: "No active Persistent Chat Server answered: the message was not delivered." };
}

/** A chat server follows mirroring: whichever half of the pair it was told to use is the open one. */
function hasOpenStore(world: LyncWorld, poolState: "Normal" | "FailedOver"): boolean {
  const { primary, mirror, backup, backupMirror } = world.topology.stores;
  const pair = poolState === "Normal" ? [primary, mirror] : [backup, backupMirror];
  return pair.some((one) => world.sql.databaseState(instanceNameOf(one), "mgc") === "ONLINE");
}

export const testDatabase: Cmdlet = ({ world, bound }) => {
  const fqdn = bound.values.get("SqlServerFqdn");
  const instance = bound.values.get("SqlInstanceName");
  const stores = Object.values(world.topology.stores).filter(
    (one) =>
      (fqdn === undefined || isSame(one.fqdn, String(fqdn))) &&
      (instance === undefined || isSame(one.instanceName, String(instance))),
  );
  if (stores.length === 0) throw notFound("SQL Server store in the topology", String(fqdn));
  const database = bound.values.get("DatabaseType") === "PersistentChatCompliance" ? "mgccomp" : "mgc";
  return stores.map((one) => tested(world, one, database));
};

function tested(world: LyncWorld, store: SqlStore, database: string): CmdletObject {
  const state = world.sql.databaseState(instanceNameOf(store), database);
  const opens = state === "ONLINE" || state === "READ_ONLY";
  const half = world.sql.mirrorState(instanceNameOf(store), database);
  return {
    SqlServerFqdn: store.fqdn,
    SqlInstanceName: store.instanceName,
    MirrorSqlServerFqdn: half?.partner ?? "",
    DatabaseName: database,
    Succeed: opens,
    ErrorMessage: opens ? "" : `Cannot open database "${database}" (${state ?? "no answer"}).`,
  };
}
