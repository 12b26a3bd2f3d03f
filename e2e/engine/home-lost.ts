import type { Bench } from "./bench.ts";
import { siteStaff } from "./site-staff.ts";

/**
 * Home is lost, and every act of a failover has something to do: a chat service that does not run, and one log backup that only the share
 * holds. It is out of sight until `putBack`, so that the copy job does not take it. `late` is its name.
 */
export async function homeLostWithWorkForAll(
  bench: Bench,
): Promise<{ readonly late: string; readonly putBack: () => void }> {
  const { lab } = bench;
  const staff = siteStaff(lab.dir);
  const copyJob = (enabled: number) =>
    staff.dba("sqlto01\\PCHAT", `EXEC msdb.dbo.sp_update_job @job_name = N'LSCopy_sqlmi01_mgc', @enabled = ${enabled}`);
  await copyJob(0);
  await staff.cmdlet("Stop-CsWindowsService", { ComputerName: "pchat07.contoso.local", Name: "RTCCHAT" });
  await bench.sampled();
  await staff.untilUncopied(1);
  await lab.site("home", false);
  const late = await staff.untilUncopied(1);
  const putBack = staff.hide(late);
  await copyJob(1);
  return { late: late[0] ?? "", putBack };
}
