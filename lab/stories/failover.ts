import { folders, otherServers } from "#lab/world/places.ts";
import { losses } from "./catalog.ts";
import type { Teller } from "./teller.ts";

const share = folders.backupShare;
const copies = folders.copyFolder;
const job = (name: string, enabled: 0 | 1): string =>
  `EXEC msdb.dbo.sp_update_job @job_name = N'${name}', @enabled = ${enabled}`;

/** Home is given up, in one of three ways. What it held afterwards is nobody's any more. */
export async function loseHome(teller: Teller): Promise<(typeof losses)[number]> {
  const { world, homeA, homeB } = teller.lab;
  const how = teller.choose(losses);
  if (how === "mirror-took-over") {
    world.faults.add(`instance-stopped:${homeA.name}`);
    await teller.seconds(20);
    world.siteUp.home = false;
    world.faults.delete(`instance-stopped:${homeA.name}`);
  } else if (how === "tail-backup") {
    // In good order only: whatever cut home off has been mended.
    world.faults.delete("home-half-alive");
    await stopHomeChat(teller);
    for (const home of [homeA, homeB]) await teller.sql(home, job("LSBackup_mgc", 0));
    await teller.seconds(16);
    if (homeA.database("mgc")?.mirroring?.role === "PRINCIPAL")
      await teller.sql(homeA, "ALTER DATABASE mgc SET PARTNER OFF");
    if (homeA.database("mgc")?.state === "ONLINE")
      await teller.sql(homeA, `BACKUP LOG mgc TO DISK = N'${share}\\mgc_99991231000000.trn' WITH NORECOVERY, INIT`);
  } else world.siteUp.home = false;
  await teller.seconds(4);
  return how;
}

export async function stopHomeChat(teller: Teller): Promise<void> {
  teller.count("act", "stop-home-chat");
  for (const n of [1, 2, 3, 4])
    await teller.cmdlet("Stop-CsWindowsService", { ComputerName: `pchat0${n}.contoso.local`, Name: "RTCCHAT" });
}

/** Every log backup within reach, in the order of its name; what does not fit is left where it is. Then the copy is recovered. */
export async function takeOver(teller: Teller): Promise<void> {
  const { world, otherA } = teller.lab;
  for (const word of ["Copy", "Restore"]) {
    await teller.sql(otherA, job(`LS${word}_sqlmi01_mgc`, 0));
    await teller.sql(otherA, `EXEC msdb.dbo.sp_stop_job @job_name = N'LS${word}_sqlmi01_mgc'`, [22022]);
  }
  await teller.seconds(4);
  const there = new Set(names(teller, copies));
  for (const name of names(teller, share)) {
    if (there.has(name)) continue;
    const from = { host: otherA.host, path: `${share}\\${name}` };
    world.disk.write({ host: otherA.host, path: `${copies}\\${name}` }, world.disk.read(from));
    teller.count("act", "copy");
  }
  for (const name of names(teller, copies)) await applyOne(teller, `${copies}\\${name}`);
  await teller.sql(otherA, "RESTORE DATABASE mgc WITH RECOVERY");
  teller.count("act", "recover");
  teller.expect(teller.withoutHoles(otherA), "the recovered copy has holes");
  await teller.cmdlet("Set-CsPersistentChatState", { PoolState: "FailedOver" });
  await teller.cmdlet("Set-CsPersistentChatActiveServer", { ActiveServers: { Replace: otherServers } });
  teller.count("act", "switch-pool");
}

function names(teller: Teller, path: string): readonly string[] {
  const at = { host: "sqlto01", path };
  const { disk } = teller.lab.world;
  if (!disk.folderExists(at)) return [];
  return disk
    .list(at)
    .map((file) => file.name)
    .filter((name) => /\.trn$/i.test(name))
    .sort();
}

async function applyOne(teller: Teller, path: string): Promise<void> {
  const errors = await teller.sql(
    teller.lab.otherA,
    `RESTORE LOG mgc FROM DISK = N'${path}' WITH NORECOVERY, STATS = 50`,
    [4326, 4305, 4330, 3203, 3189, 3241, 3154, 3201, 3254, 3013],
  );
  const [first] = errors;
  if (first === undefined) teller.count("act", "apply");
  else if (first === 4326) teller.count("act", "skip-4326");
  else if (first === 4305) teller.count("act", "gap-4305");
  else teller.count("act", "refuse-bad-file");
}
