import { online, refuse, type Sent } from "./failback-effects.ts";
import { type BackupFile, blank, type Copy, type FailbackWorld } from "./failback-world.ts";

let made = 0;
const newGuid = () => {
  made += 1;
  return `DDDDDDDD-0000-0000-0000-${String(made).padStart(12, "0")}`;
};

/** Writes one backup set into a new file. A tail leaves its copy RESTORING. */
export function backUp(sent: Sent, kind: "full" | "log" | "tail"): void {
  const copy = online(sent);
  const path = sent.told.file ?? "";
  if (kind === "tail" && copy.role !== null) refuse(1468, "The database is involved in a database mirroring session.");
  if (kind === "tail" && sent.here.sessions.length > 0) refuse(3101, "Exclusive access could not be obtained.");
  sent.world.files.set(path, setOf(copy, { type: kind === "full" ? 1 : 2, writer: sent.target }));
  sent.here.written.add(path);
  if (kind !== "full") Object.assign(copy, { chain: copy.lsn + 1, lsn: copy.lsn + 1, before: null });
  if (kind === "tail") copy.state = "RESTORING";
}

/** One set of a copy as it is now; a log set begins where the chain stands. */
export function setOf(copy: Copy, { type, writer }: Pick<BackupFile, "type" | "writer">): BackupFile {
  return {
    guid: newGuid(),
    type,
    first: type === 1 ? copy.lsn : copy.chain,
    last: type === 1 ? copy.lsn : copy.lsn + 1,
    fork: type === 2 ? (copy.before ?? copy.fork) : copy.fork,
    endFork: copy.fork,
    writer,
    copy: { ...copy, messages: [...copy.messages] },
  };
}

/** RESTORE DATABASE … FROM: the copy is as it was in the backup, read-only where that was; owner and options as after any restore. */
export function restoreFull({ world, here, target, told, text }: Sent): void {
  const file = world.files.get(told.file ?? "") ?? refuse(3201, `Cannot open backup device '${told.file}'.`);
  if (here.mgc && here.mgc.role !== null) refuse(3104, "RESTORE cannot operate on a mirrored database.");
  if (here.sessions.length > 0) refuse(3101, "Exclusive access could not be obtained.");
  if (told.path1?.includes("Other")) refuse(5133, `Directory lookup for the file "${told.path1}" failed.`);
  here.mgc = blank({
    state: text.includes("NORECOVERY") ? "RESTORING" : "ONLINE",
    readOnly: file.copy.readOnly,
    messages: [...file.copy.messages],
    lsn: file.last,
    chain: file.copy.chain,
    fork: file.fork,
    lastRestore: { backupSetGuid: file.guid, type: "D" },
    owner: "CONTOSO\\restorer",
    chaining: false,
  });
  world.restored.push(`${target}: full`);
}

/** RESTORE LOG: only where the set begins at or before the redo point and ends after it. */
export function restoreLog({ world, here, target, told }: Sent): void {
  const file = world.files.get(told.file ?? "") ?? refuse(3201, `Cannot open backup device '${told.file}'.`);
  const copy = here.mgc;
  if (copy?.state !== "RESTORING") refuse(3117, "The log or differential backup cannot be restored.");
  applyLog(copy, file);
  world.restored.push(`${target}: log`);
}

/** Rolls one log backup set forward. */
export function applyLog(copy: Copy, file: BackupFile): void {
  if (file.fork !== copy.fork && file.endFork !== copy.fork)
    refuse(4330, "This backup set cannot be applied because it is on another recovery path.");
  if (file.first > copy.lsn) refuse(4305, "The log in this backup set begins at a later LSN.");
  if (file.last <= copy.lsn) refuse(4326, "The log in this backup set terminates too early.");
  Object.assign(copy, {
    lsn: file.last,
    fork: file.endFork,
    messages: [...file.copy.messages],
    lastRestore: { backupSetGuid: file.guid, type: "L" },
  });
}

/** RESTORE DATABASE … WITH RECOVERY: a new fork begins. */
export function recover({ here, world, target }: Sent): void {
  const copy = here.mgc;
  if (copy?.state !== "RESTORING" || copy.role !== null) refuse(3101, "Exclusive access could not be obtained.");
  Object.assign(copy, {
    state: "ONLINE",
    before: copy.fork,
    fork: "AAAAAAAA-0000-0000-0000-000000000003",
    chain: copy.lsn,
  });
  world.restored.push(`${target}: recovered`);
}

/** Somebody writes one message where it can be written. */
export function say(world: FailbackWorld, instance: string, message: string): void {
  const copy = world.at.get(instance)?.mgc;
  if (copy?.state !== "ONLINE" || copy.readOnly) return;
  copy.messages.push(message);
  copy.lsn += 1;
}
