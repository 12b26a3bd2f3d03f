import { expect, test } from "vitest";
import type { Answer } from "#lib/domain/uncaptured/answers.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import { rebuildOf } from "./rebuild.ts";

const [a, b, source] = ["sqlmi01\\PCHAT", "sqlmi02\\PCHAT", "sqlto01\\PCHAT"];
const sides = { home: [a, b], source };
const at = "2026-11-21T03:00:00.000Z";

const halfOf = (sections: Readonly<Record<string, unknown>>) => ({ at, data: { sections, unread: {} } });
const jobs = [{ jobId: "J1", name: "LSBackup_mgc" }];
const primary = {
  backup_directory: "E:\\LogShip",
  backup_share: "\\\\fsto01\\LogShip",
  backup_retention_period: 4320,
  backupJobId: "J1",
  monitor_server: a,
  monitor_server_security_mode: 1,
  backup_compression: 2,
};
const monitor = {
  backup_threshold: 60,
  threshold_alert: 14420,
  threshold_alert_enabled: 1,
  history_retention_period: 5760,
};
const captureOf = (sections: Readonly<Record<string, unknown>>) => ({
  id: "c1",
  poolFqdn: pool.fqdn,
  takenAt: at,
  halves: { [`instance:${a}`]: halfOf(sections) },
});
const answer = (over: Pick<Answer, "part" | "instance" | "values"> & Partial<Answer>): Answer => ({
  source: "handbook",
  planId: "p",
  person: "Anna Rossi",
  at: "2026-11-21T09:00:00.000Z",
  ...over,
});
const build = (
  sections: Readonly<Record<string, unknown>>,
  answers: readonly Answer[] = [],
  said?: typeof pool.logShipping,
) => rebuildOf({ capture: captureOf(sections), answers, pool: said ? { ...pool, logShipping: said } : pool }, sides);
const partOf = (built: ReturnType<typeof rebuildOf>, part: string, instance = "") =>
  built.asked.find((each) => each.part === part && (instance === "" || each.instance === instance));

test("asks only for the values that the capture lacks", () => {
  const built = build({ logShippingPrimary: [primary], jobs, jobSchedules: [] });
  expect(partOf(built, "primary", a)).toMatchObject({
    fields: ["backupThresholdMinutes", "alert", "historyMinutes"],
    isMissing: true,
  });
  expect(built.rebuild.missing).toContain(`log shipping of ${a}: backupThresholdMinutes + alert + historyMinutes`);
  expect(built.rebuild.primaries[a]).toBeUndefined();
});

test("puts a person's word beside the captured values, never over them, and says whose it is", () => {
  const values = { backupThresholdMinutes: 90, alert: true, historyMinutes: 100, backupDirectory: "Z:\\wrong" };
  const built = build({ logShippingPrimary: [primary], jobs, jobSchedules: [] }, [
    answer({ part: "primary", instance: a.toLowerCase(), values }),
  ]);
  expect(built.rebuild.primaries[a]).toMatchObject({
    backupDirectory: "E:\\LogShip",
    backupThreshold: 90,
    alert: 14420,
    alertEnabled: 1,
    schedules: [],
  });
  expect(built.rebuild.said).toEqual([
    { what: `log shipping of ${a}`, person: "Anna Rossi", at: "2026-11-21T09:00:00.000Z" },
  ]);
  expect(partOf(built, "primary", a)?.isMissing).toBe(false);
});

test("uses the newest answer and goes before the pool file with it", () => {
  const owner = { owner: "CONTOSO\\file", trustworthy: false, chaining: false, mirrored: false };
  const said = (name: string, hour: string) =>
    answer({ part: "database", instance: a, values: { ...owner, owner: name, complianceMirrored: false }, at: hour });
  const built = build({}, [said("CONTOSO\\newer", "2"), said("CONTOSO\\older", "1")], {
    primaries: [],
    database: owner,
  });
  expect(built.rebuild.owner).toBe("CONTOSO\\newer");
  expect(built.rebuild.given).toEqual([]);
});

test("knows a schedule that was never read from a job that has none", () => {
  const read = build({ logShippingPrimary: [primary], jobs, jobSchedules: [], monitorPrimary: [monitor] });
  expect(partOf(read, "primary", a)).toBeUndefined();
  const unread = build({ logShippingPrimary: [primary], jobs, monitorPrimary: [monitor] });
  expect(partOf(unread, "primary", a)?.fields).toEqual(["backupEveryMinutes"]);
});

test("asks for safety and witness only where mgc was mirrored, and lets the answer be taken back", () => {
  const said = { owner: "sa", trustworthy: false, chaining: false, mirrored: false, complianceMirrored: false };
  const open = partOf(build({}), "database");
  expect(open?.fields).toContain("witness");
  const built = build({}, [answer({ part: "database", instance: a, values: said })]);
  expect(built.rebuild.missing.filter((m) => m.includes("mirroring"))).toEqual([]);
  expect(built.rebuild.wasMirrored).toBe(false);
  expect(partOf(built, "database")?.fields).toEqual(open?.fields);
});

test("does not block on a home mirror of which nobody knows whether it shipped, and does not ask where it is known that it did not", () => {
  const built = build({});
  expect(partOf(built, "primary", b)).toMatchObject({ isOptional: true, isMissing: false });
  expect(built.rebuild.missing.some((m) => m.includes(b))).toBe(false);
  const capture = { ...captureOf({}), halves: { [`instance:${b}`]: halfOf({ logShippingPrimary: [] }) } };
  expect(partOf(rebuildOf({ capture, answers: [], pool }, sides), "primary", b)).toBeUndefined();
});
