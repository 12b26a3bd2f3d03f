import { homeServers, otherServers } from "#lab/world/places.ts";
import { returns } from "./catalog.ts";
import { stopHomeChat } from "./failover.ts";
import type { Teller } from "./teller.ts";

const share = "\\\\fsto01\\LogShip";

/** Home answers again, in one of its ways. */
export async function returnHome(teller: Teller, wasLost: boolean): Promise<void> {
  const { world, homeA, homeB } = teller.lab;
  world.faults.delete("home-half-alive");
  if (!wasLost) return teller.count("choice", "never-away");
  const how = teller.choose(returns.filter((one) => one !== "never-away"));
  if (how === "msdb-wiped") world.faults.add("home-msdb-wiped");
  if (how === "blank") world.faults.add("home-blank");
  world.siteUp.home = true;
  await teller.seconds(12);
  await stopHomeChat(teller);
  for (const home of [homeA, homeB])
    await teller.sql(
      home,
      "IF EXISTS (SELECT 1 FROM msdb.dbo.sysjobs WHERE name = N'LSBackup_mgc') EXEC msdb.dbo.sp_update_job @job_name = N'LSBackup_mgc', @enabled = 0",
    );
  await teller.seconds(14);
}

/** By full backup: the other copy read only, home overwritten, mirrored, served. */
export async function failBack(teller: Teller): Promise<void> {
  const { world, homeA, homeB, otherA } = teller.lab;
  await teller.cmdlet("Set-CsPersistentChatActiveServer", { ActiveServers: null });
  for (const ComputerName of otherServers)
    await teller.cmdlet("Stop-CsWindowsService", { ComputerName, Name: "RTCCHAT" });
  await teller.seconds(4);
  await teller.sql(otherA, "ALTER DATABASE mgc SET READ_ONLY WITH ROLLBACK IMMEDIATE");
  teller.count("act", "fence-other");
  const before = teller.content(otherA);
  if (teller.random.below(6) === 0) await refuseNewerBackup(teller);
  await teller.sql(otherA, `BACKUP DATABASE mgc TO DISK = N'${share}\\home.bak' WITH INIT, FORMAT, CHECKSUM`);
  teller.count("act", "back-up-other");
  for (const home of [homeA, homeB])
    if (home.database("mgc")?.mirroring) await teller.sql(home, "ALTER DATABASE mgc SET PARTNER OFF");
  // The mirror that took over before home was lost is still a writable copy.
  if (homeB.database("mgc")?.state === "ONLINE") {
    await teller.sql(homeB, "ALTER DATABASE mgc SET OFFLINE WITH ROLLBACK IMMEDIATE");
    teller.count("act", "fence-home");
  }
  await teller.sql(homeA, `RESTORE DATABASE mgc FROM DISK = N'${share}\\home.bak' WITH REPLACE, CHECKSUM, RECOVERY`);
  teller.count("act", "restore-home");
  const restored = teller.content(homeA);
  teller.expect(restored?.fingerprint === before?.fingerprint, "home does not hold what the other copy held");
  teller.expect(
    world.truth().writable.every((name) => name !== otherA.name),
    "the fenced copy is writable",
  );
  await teller.sql(homeA, "ALTER DATABASE mgc SET READ_WRITE WITH NO_WAIT");
  if (!homeA.state.logins.some(({ name }) => name === "CONTOSO\\svc-pchat"))
    await teller.sql(homeA, "CREATE LOGIN [CONTOSO\\svc-pchat] FROM WINDOWS");
  teller.expect(world.truth().writable.join() === homeA.name, `writable: ${world.truth().writable.join()}`);
  await teller.cmdlet("Install-CsMirrorDatabase", {
    DatabaseType: "PersistentChat",
    SqlServerFqdn: "sqlmi01.contoso.local",
    SqlInstanceName: "PCHAT",
    FileShare: share,
    DropExistingDatabasesOnMirror: true,
    Confirm: false,
  });
  teller.count("act", "mirror-home");
  await teller.cmdlet("Set-CsPersistentChatState", { PoolState: "Normal" });
  await teller.seconds(14);
  await teller.cmdlet("Set-CsPersistentChatActiveServer", { ActiveServers: { Replace: homeServers } });
  for (const ComputerName of homeServers)
    await teller.cmdlet("Start-CsWindowsService", { ComputerName, Name: "RTCCHAT" });
  teller.count("act", "switch-back");
}

/** The other site was patched: home refuses its backup and holds what it held. */
async function refuseNewerBackup(teller: Teller): Promise<void> {
  const { world, homeA, otherA } = teller.lab;
  const newer = `newer-version:${otherA.name}`;
  teller.count("fault", "newer-version");
  world.faults.add(newer);
  await teller.sql(otherA, `BACKUP DATABASE mgc TO DISK = N'${share}\\newer.bak' WITH INIT, FORMAT, CHECKSUM`);
  const before = teller.content(homeA);
  const [first] = await teller.sql(homeA, `RESTORE VERIFYONLY FROM DISK = N'${share}\\newer.bak'`, [3169, 3013]);
  teller.expect(first === 3169, `home took the backup of a newer server: ${first}`);
  teller.expect(teller.content(homeA)?.fingerprint === before?.fingerprint, "a refused backup changed home");
  world.faults.delete(newer);
}
