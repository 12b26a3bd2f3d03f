import type { Session, SqlValue, TableSource } from "#lab/sql-server/contract.ts";
import { roomGuid, rooms } from "#lab/world/database.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { chatServers } from "#lab/world/places.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { tableOf } from "./columns.ts";
import { quietComplianceTables, quietTables } from "./views-chat-more.ts";

type Make = (db: DatabaseState, instance: InstanceWorld) => TableSource;

/** .NET ticks, UTC. */
export function ticksOf(ms: number): bigint {
  return (BigInt(ms) + 62_135_596_800_000n) * 10_000n;
}
export function ticksToDate(ticks: bigint): Date {
  return new Date(Number(ticks / 10_000n - 62_135_596_800_000n));
}

const poolGuid = "6F0B4D1C-5D2B-4C5E-9C41-0C7B1E6A2F10";
const users = Array.from({ length: 24 }, (_, index) => ({
  id: index + 1,
  uri: `sip:user${String(index + 1).padStart(2, "0")}@contoso.local`,
}));

function* chatRows(db: DatabaseState, instance: InstanceWorld) {
  for (const index of db.content.messages) {
    const message = instance.world.messages[index];
    if (message)
      yield {
        channelId: message.room,
        chatId: BigInt(message.chatId),
        chatDate: ticksOf(message.atMs),
        userId: message.userId,
        isAlert: false,
        content: message.text,
        rtf: null,
      };
  }
}

const tables: Readonly<Record<string, Make>> = {
  tblnode: () =>
    tableOf(
      "nodeID int, nodeGuid uniqueidentifier, parentID int, nodeType bit, nodeName nvarchar(256), nodeDesc nvarchar(512), disabled bit, visibility int, behavior int, nodeUpdatedOn bigint",
      () => [
        {
          nodeID: 1,
          nodeGuid: poolGuid,
          parentID: null,
          nodeType: true,
          nodeName: "Contoso",
          nodeDesc: "",
          disabled: false,
          visibility: 3,
          behavior: 4,
          nodeUpdatedOn: ticksOf(0),
        },
        ...rooms.map((room) => ({
          nodeID: room.id,
          nodeGuid: roomGuid(room),
          parentID: 1,
          nodeType: false,
          nodeName: room.name,
          nodeDesc: "",
          disabled: false,
          visibility: 3,
          behavior: 4,
          nodeUpdatedOn: ticksOf(0),
        })),
      ],
    ),
  tblchat: (db, instance) =>
    tableOf(
      "channelId int, chatId bigint, chatDate bigint, userId int, isAlert bit, content nvarchar(max), rtf nvarchar(max)",
      () => chatRows(db, instance),
    ),
  tbllastchatid: (db) =>
    tableOf("nodeID int, lastChatID bigint", () =>
      Object.entries(db.content.lastChatIds).map(([room, id]) => ({ nodeID: Number(room), lastChatID: BigInt(id) })),
    ),
  tblprincipal: () =>
    tableOf(
      "prinID int, prinUri nvarchar(256), prinName nvarchar(256), prinDisabled int, prinVerifiedOn datetime, prinPoolID uniqueidentifier, prinPolicyID int",
      () =>
        users.map((user) => ({
          prinID: user.id,
          prinUri: user.uri,
          prinName: user.uri.slice(4),
          prinDisabled: 0,
          prinVerifiedOn: null,
          prinPoolID: poolGuid,
          prinPolicyID: 1,
        })),
    ),
  tblserveridentity: (db) =>
    tableOf("serverID int, serverAddress nvarchar(256), serverLastPingTime datetime", () =>
      Object.entries(db.content.pings).map(([fqdn, ms]) => ({
        serverID: 1 + chatServers.findIndex((server) => server.fqdn === fqdn),
        serverAddress: `net.tcp://${fqdn}:8011/MGCWebService/`,
        serverLastPingTime: new Date(ms),
      })),
    ),
  tblconfig: () =>
    tableOf("configLabel nvarchar(256), configContent nvarchar(max), configPoolID uniqueidentifier", () => [
      { configLabel: "pool.", configContent: "<config />", configPoolID: poolGuid },
    ]),
  tblsystemrevision: (db) => tableOf("sysRevision bigint", () => [{ sysRevision: BigInt(db.end) }]),
  tbladminlock: () => tableOf("lockExpiresTime datetime, lockServerID int, lockActorID int", () => []),
};

const compliance: Readonly<Record<string, (db: DatabaseState) => TableSource>> = {
  tblcompliancedata: (db) =>
    tableOf("cmplEventID bigint, entryDate smalldatetime, cmplType int, cmplChannelID int", () =>
      (db.compliance?.waiting ?? []).map(({ id, atMs, room }) => ({
        cmplEventID: BigInt(id),
        entryDate: new Date(Math.round(atMs / 60_000) * 60_000),
        cmplType: 1,
        cmplChannelID: room,
      })),
    ),
  tblcompliancestate: ({ compliance: state }) =>
    tableOf("lastProcessedEntryID bigint, activeServerID int, lockExpirationTime datetime", () => [
      {
        lastProcessedEntryID: BigInt(state?.lastProcessed ?? 0),
        activeServerID: state?.active ? 1 + chatServers.findIndex(({ fqdn }) => fqdn === state.active) : -1,
        lockExpirationTime: null,
      },
    ]),
};

export function chatTable(
  instance: InstanceWorld,
  _session: Session,
  at: { readonly database: string; readonly name: string },
): TableSource | null {
  const db = instance.database(at.database);
  // A copy restored under another name has its tables too.
  const schema = (db?.sourceName ?? db?.name)?.toLowerCase();
  if (db && schema === "mgc") return tables[at.name]?.(db, instance) ?? quietTables[at.name]?.(db) ?? null;
  if (!db || schema !== "mgccomp") return null;
  return compliance[at.name]?.(db) ?? quietComplianceTables[at.name]?.(db) ?? null;
}

/** msdb.dbo.agent_datetime(run_date, run_time) */
export function agentDatetime(args: readonly SqlValue[]) {
  const [date, time] = args.map(Number);
  const type = { name: "datetime" } as const;
  if (!date || time === undefined || Number.isNaN(time)) return { type, value: null };
  const value = new Date(
    Date.UTC(
      Math.floor(date / 10_000),
      (Math.floor(date / 100) % 100) - 1,
      date % 100,
      Math.floor(time / 10_000),
      Math.floor(time / 100) % 100,
      time % 100,
    ),
  );
  return { type, value };
}

/** mgc.dbo.fnTicksToDate */
export function chatFunction(name: string, args: readonly SqlValue[]) {
  if (name.toLowerCase() !== "fntickstodate") return null;
  const ticks = args[0];
  const value = typeof ticks === "bigint" || typeof ticks === "number" ? ticksToDate(BigInt(ticks)) : null;
  return { type: { name: "datetime" } as const, value };
}
