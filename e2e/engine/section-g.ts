import { expect } from "vitest";
import type { Answer } from "#lib/domain/report/answer.ts";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import type { SiteStaff } from "./site-staff.ts";

type Asked = {
  readonly report: ReportView;
  /** What the lab says through its control port. */
  readonly truth: { readonly lost: number | null; readonly writable: readonly string[] };
  /** Looks on the servers as a database administrator. */
  readonly staff: Pick<SiteStaff, "dba">;
};
const target = "sqlto01\\PCHAT";
const restored = `SELECT COUNT(*) AS n, MAX(m.physical_device_name) AS newest FROM msdb.dbo.restorehistory h
  JOIN msdb.dbo.backupset b ON b.backup_set_id = h.backup_set_id
  JOIN msdb.dbo.backupmediafamily m ON m.media_set_id = b.media_set_id
  WHERE h.destination_database_name = N'mgc' AND h.restore_type = 'L'`;

/** A manager's 22 questions about a finished failover, each answer laid beside what is true on the servers of the lab. */
export async function expectSectionG({ report, truth, staff }: Asked): Promise<void> {
  const of = (number: number): Answer => {
    const found = report.answers.find((a) => a.number === number);
    if (!found) throw new Error(`question ${number} is not answered`);
    return found;
  };
  const values = (number: number, key: string) => of(number).lines.find((l) => l.key === key)?.values;
  const verdict = (number: number, checkId: string) => of(number).findings.find((f) => f.checkId === checkId)?.verdict;
  expect(report.answers.map((a) => a.number)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
  // What a console cannot know it does not claim.
  expect(report.answers.filter((a) => a.standing === "outside").map((a) => a.number)).toEqual([10, 11, 15, 19, 21]);

  expect(Object.keys(values(1, "users-back") ?? {})).toEqual(["at"]);
  expect(values(1, "proven")).toBeDefined();
  expect(of(2).lines.map((l) => l.key)).toContain("clock-execute");
  const said = values(3, "loss-between");
  expect(Number(said?.fewest)).toBeLessThanOrEqual(truth.lost ?? Number.NaN);
  expect(Number(said?.most)).toBeGreaterThanOrEqual(truth.lost ?? Number.NaN);
  const [msdb] = await staff.dba(target, restored);
  expect(String(msdb?.newest).endsWith(`\\${String(values(4, "complete-file")?.file)}`)).toBe(true);
  expect(Number(values(5, "files")?.applied)).toBeLessThanOrEqual(Number(msdb?.n));
  expect(values(5, "files")?.left).toBe(0);
  expect(values(6, "approved-by")?.person).toBe("Giulia Ferri");
  expect([verdict(7, "pool-state"), verdict(7, "active-servers")]).toEqual(["pass", "pass"]);
  expect(values(7, "where-at")?.target).toBe(target);
  expect(of(8).findings.length).toBeGreaterThan(0);
  const jobs = "SELECT name FROM msdb.dbo.sysjobs WHERE enabled = 1 AND name LIKE N'PersistentChat log backup%'";
  expect(verdict(9, "log-backups-running") === "pass").toBe((await staff.dba(target, jobs)).length === 1);
  expect(of(9).lines.map((l) => l.key)).toContain("no-second-site");
  expect(Number(values(12, "capacity")?.users)).toBe(20_000 * Number(values(12, "capacity")?.servers));
  expect(truth.writable).toEqual([target]);
  expect(
    of(13)
      .lines.filter((l) => l.key === "attested")
      .map((l) => l.values.who),
  ).toContain("Marta Riva, site security");
  expect(values(14, "followed")?.deviations).toBe(report.deviations.length);
  expect(of(16).lines.map((l) => l.key)).toContain("going-back-plan");
  expect([of(17).standing, of(18).standing]).toEqual(["does-not-arise", "does-not-arise"]);
  expect(of(20).lines.map((l) => l.key)).toEqual(["never-drilled", "never-rehearsed", "other-drills"]);
  expect(of(22).lines.map((l) => l.key)).toContain("next-time");
}
