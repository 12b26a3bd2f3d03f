import { everySeconds, findJob } from "./agent-jobs.ts";
import { backUp, plainBackup } from "./backup.ts";
import { newDatabase, rooms } from "./database.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { addPrimary, addPrimarySecondary } from "./log-shipping-primary.ts";
import { addSecondaryDatabase, addSecondaryPrimary } from "./log-shipping-secondary.ts";
import { pairUp, placeCopy } from "./mirror-setup.ts";
import { appendRecord } from "./mirroring.ts";
import { chatServers, folders, type Place, places } from "./places.ts";
import { chatUsers, usualLogins } from "./principals.ts";
import { usualProduct } from "./products.ts";
import { refuse } from "./refuse.ts";
import { plainRestore, restore } from "./restore.ts";
import type { DatabaseState, InstanceState, SavedWorld } from "./state.ts";
import type { World } from "./world.ts";

const messagesPerRoom = 30;

/** One instance with its system databases and nothing else; the witness is a small one. `localMs`: its wall clock. */
export function newInstance(place: Place, localMs: number): InstanceState {
  return {
    name: place.name,
    databases: Object.fromEntries(
      ["master", "tempdb", "model", "msdb"].map((name, index): [string, DatabaseState] => [
        name,
        newDatabase(name, index + 1, localMs - 86_400_000),
      ]),
    ),
    logins: usualLogins(),
    ...(place.duty === "home witness" ? { product: { name: usualProduct.name, edition: "Express" } } : {}),
    hasEndpoint: true,
    msdb: {},
    nextId: 100,
    startedAtMs: localMs - 3_600_000,
  };
}

/** Every instance with its system databases and nothing else. */
export function seedWorld(now: Date): SavedWorld {
  const localMs = now.getTime() + 3_600_000;
  return {
    version: 1,
    instances: places.map((place) => newInstance(place, localMs)),
    messages: [],
    siteUp: { home: true, other: true },
    faults: [],
    nextMessage: 0,
    lync: null,
  };
}

function need(world: World, name: string): InstanceWorld {
  const found = world.instance(name);
  if (!found) throw refuse(911, `There is no instance '${name}' in this lab.`);
  return found;
}

/** Sets up mirroring and log shipping by the same acts a person would use. */
export function prepareWorld(world: World): void {
  const [homeA, homeB, otherA] = [need(world, "sqlmi01"), need(world, "sqlmi02"), need(world, "sqlto01")];
  makeFolders(world);
  for (const name of ["mgc", "mgccomp"])
    homeA.state.databases[name] = {
      ...newDatabase(name, name === "mgc" ? 5 : 6, homeA.localNow().getTime()),
      users: chatUsers(),
    };
  otherA.state.databases.mgccomp = {
    ...newDatabase("mgccomp", 6, otherA.localNow().getTime()),
    users: chatUsers(),
  };
  const mgc = homeA.database("mgc");
  const comp = homeA.database("mgccomp");
  if (!mgc || !comp) return;
  firstMessages(world, homeA, mgc);
  const full = backUpFull(homeA, "mgc", "D:\\SQLBackup");
  backUpFull(homeA, "mgccomp", "D:\\SQLBackup");
  backUpFull(homeA, "mgc", folders.mirrorShare);
  world.disk.write({ host: otherA.host, path: full }, world.disk.read({ host: homeA.host, path: full }));
  restore(otherA, { ...plainRestore, kind: "full", database: "mgc", path: full, end: { kind: "norecovery" } });
  for (const db of [mgc, comp]) {
    placeCopy(homeA, homeB, db);
    pairUp({ principal: homeA, mirror: homeB, database: db.name, witness: true });
  }
  ship(homeA, homeB, otherA);
}

/** Path of the file. */
function backUpFull(instance: InstanceWorld, database: string, folder: string): string {
  const path = `${folder}\\${database}_full.bak`;
  backUp(instance, { ...plainBackup, kind: "full", database, path, overwrite: true });
  return path;
}

function makeFolders(world: World): void {
  for (const path of Object.values(folders)) world.disk.makeFolder({ host: "sqlto01", path });
  for (const { host } of places)
    for (const path of ["D:\\SQLData", "D:\\SQLLog", "D:\\SQLBackup"]) world.disk.makeFolder({ host, path });
}

function firstMessages(world: World, instance: InstanceWorld, db: DatabaseState): void {
  const endMs = world.clock.now().getTime();
  for (let chatId = 1; chatId <= messagesPerRoom; chatId += 1)
    for (const room of rooms) {
      const atMs = endMs - (messagesPerRoom - chatId + 1) * 60_000;
      const index =
        world.messages.push({
          room: room.id,
          chatId,
          atMs,
          userId: 1 + (chatId % 24),
          text: `Message ${chatId} in ${room.name}`,
          by: instance.name,
          fork: db.forkGuid,
        }) - 1;
      appendRecord(instance, db, { message: index });
    }
  for (const { fqdn, site } of chatServers) if (site === "home") appendRecord(instance, db, { ping: [fqdn, endMs] });
}

function ship(homeA: InstanceWorld, homeB: InstanceWorld, otherA: InstanceWorld): void {
  for (const home of [homeA, homeB]) {
    const made = addPrimary(home, {
      database: "mgc",
      backup_directory: folders.backupShare,
      backup_share: folders.backupShare,
      backup_job_name: "LSBackup_mgc",
      backup_retention_period: 240,
      backup_compression: 2,
      backup_threshold: 60,
      threshold_alert_enabled: true,
      history_retention_period: 5760,
    });
    everySeconds(home, { jobId: made.jobId, name: "LSBackupSchedule", seconds: 10 });
    const job = findJob(home, { name: null, id: made.jobId });
    if (job) job.enabled = 1;
    addPrimarySecondary(home, { primary_database: "mgc", secondary_server: otherA.name, secondary_database: "mgc" });
  }
  const primary = { primary_server: homeA.name, primary_database: "mgc" };
  const made = addSecondaryPrimary(otherA, {
    ...primary,
    backup_source_directory: folders.backupShare,
    backup_destination_directory: folders.copyFolder,
    copy_job_name: "LSCopy_sqlmi01_mgc",
    restore_job_name: "LSRestore_sqlmi01_mgc",
    file_retention_period: 240,
  });
  addSecondaryDatabase(otherA, {
    ...primary,
    secondary_database: "mgc",
    restore_delay: 0,
    restore_all: true,
    restore_mode: false,
    disconnect_users: false,
    restore_threshold: 45,
    threshold_alert_enabled: true,
    history_retention_period: 5760,
  });
  everySeconds(otherA, { jobId: made.copyJobId, name: "DefaultCopyJobSchedule", seconds: 10 });
  everySeconds(otherA, { jobId: made.restoreJobId, name: "DefaultRestoreJobSchedule", seconds: 15 });
  for (const id of [made.copyJobId, made.restoreJobId]) {
    const job = findJob(otherA, { name: null, id });
    if (job) job.enabled = 1;
  }
}
