import { copyFolded } from "./folding.ts";
import { newGuid } from "./lsn.ts";
import { saSid } from "./principals.ts";
import type { ChatContent, DatabaseState, LogRecord } from "./state.ts";

export const rooms: readonly { readonly id: number; readonly name: string }[] = [
  { id: 101, name: "Trading Floor Milano" },
  { id: 102, name: "FX Desk" },
  { id: 103, name: "Operations" },
  { id: 104, name: "Incident Room" },
  { id: 105, name: "Compliance" },
  { id: 106, name: "Treasury" },
];

/** As in tblNode, and at the end of a room's URI. */
export const roomGuid = (room: { readonly id: number }) => `6F0B4D1C-5D2B-4C5E-9C41-0C7B1E6A2${room.id}`;

export function emptyContent(): ChatContent {
  return { messages: [], lastChatIds: {}, pings: {} };
}

export function copyContent(content: ChatContent): ChatContent {
  return {
    messages: [...content.messages],
    lastChatIds: { ...content.lastChatIds },
    pings: { ...content.pings },
    ...(content.folded ? { folded: copyFolded(content.folded) } : {}),
  };
}

export function newDatabase(name: string, id: number, nowMs: number): DatabaseState {
  const system = id <= 4;
  return {
    id,
    name,
    state: "ONLINE",
    standbyFile: null,
    readOnly: false,
    userAccess: "MULTI_USER",
    recoveryModel: system ? "SIMPLE" : "FULL",
    createdAtMs: nowMs,
    ownerSid: saSid,
    trustworthy: false,
    dbChaining: false,
    brokerEnabled: false,
    users: [],
    databaseGuid: newGuid(),
    familyGuid: newGuid(),
    forkGuid: newGuid(),
    forkPoint: null,
    previousForkGuid: null,
    files: [
      { logical: name, path: `D:\\SQLData\\${name}.mdf`, type: "ROWS", sizeBytes: 268_435_456 },
      { logical: `${name}_log`, path: `D:\\SQLLog\\${name}_log.ldf`, type: "LOG", sizeBytes: 134_217_728 },
    ],
    end: 20_000,
    lastLogBackup: null,
    lastFull: null,
    lastFullGuid: null,
    redoStart: null,
    log: [],
    content: emptyContent(),
    mirroring: null,
  };
}

/** What redo does with one record. `chat` tells room and chatId of a message. */
export function applyRecord(
  db: DatabaseState,
  record: LogRecord,
  chat: (message: number) => { room: number; chatId: number } | null,
): void {
  if (record.ping) db.content.pings[record.ping[0]] = record.ping[1];
  if (record.message === undefined) return;
  const found = chat(record.message);
  if (!found) return;
  db.content.messages.push(record.message);
  db.content.lastChatIds[found.room] = found.chatId;
}

/** Can a client write into it now? */
export function isWritable(db: DatabaseState | null): boolean {
  if (db?.state !== "ONLINE" || db.readOnly || db.standbyFile !== null) return false;
  return db.mirroring === null || (db.mirroring.role === "PRINCIPAL" && hasQuorum(db));
}

/** With a witness set, a principal needs its mirror or the witness. */
export function hasQuorum(db: DatabaseState): boolean {
  const mirroring = db.mirroring;
  if (mirroring?.role !== "PRINCIPAL" || mirroring.witness === null) return true;
  return mirroring.witnessConnected || mirroring.state !== "DISCONNECTED";
}

export function freeDatabaseId(used: readonly number[]): number {
  let id = 5;
  while (used.includes(id)) id += 1;
  return id;
}
