import { createServer } from "node:net";
import { expect, test } from "vitest";
import { z } from "zod";
import { effectOf } from "./effect-of.ts";
import { headerColumns, headerQuery, headerRow } from "./header-query.ts";
import { portAt } from "./port-fixture.ts";
import { translateError } from "./translate-error.ts";

const answered = { phase: "statement", answered: true, severity: 16, sawProgress: false } as const;
const restore =
  "DECLARE @n int = CONVERT(int, @position); RESTORE LOG @db FROM DISK = @file WITH FILE = @n, NORECOVERY";
const alter = "DECLARE @s nvarchar(max) = N'ALTER DATABASE ' + QUOTENAME(@db) + N' SET PARTNER OFF'; EXEC (@s)";

test.each([
  ["refused restore", { ...answered, text: restore, numbers: [4305, 3013] }, "none"],
  ["restore that had written", { ...answered, text: restore, numbers: [3203, 3013], sawProgress: true }, "unknown"],
  ["refused alter in EXEC", { ...answered, text: alter, numbers: [1416] }, "none"],
  ["lost line", { ...answered, answered: false, text: restore, numbers: [] }, "unknown"],
  ["severity that ends the session", { ...answered, text: restore, numbers: [823], severity: 24 }, "unknown"],
  ["two statements", { ...answered, text: `${alter}; ${restore}`, numbers: [4305, 3013] }, "unknown"],
  [
    "procedure that failed inside",
    { ...answered, text: "EXEC @rc = msdb.dbo.sp_update_job @job_name = @name", numbers: [547] },
    "unknown",
  ],
  ["missing procedure", { ...answered, text: "EXEC master.dbo.sp_x", numbers: [2812] }, "none"],
  ["login", { ...answered, phase: "connect", answered: false, text: restore, numbers: [] }, "none"],
] as const)("judges the effect of a %s", (_, failure, effect) => {
  expect(effectOf(failure)).toBe(effect);
});

test("puts the useful error first and keeps 3013 last", () => {
  const error = Object.assign(new Error("RESTORE LOG is terminating abnormally."), {
    number: 3013,
    class: 16,
    code: "EREQUEST",
    precedingErrors: [
      Object.assign(new Error("The log in this backup set begins at LSN 1"), { number: 4305, class: 16 }),
    ],
  });
  const attempt = {
    target: "a\\P",
    doing: "command",
    phase: "statement",
    text: restore,
    sawProgress: false,
    readOnly: false,
  } as const;
  expect(translateError(error, attempt)).toMatchObject({
    effect: "none",
    code: "remote",
    causes: [{ number: 4305 }, { number: 3013 }],
  });
});

test.each([
  ["10.50.6000.34", 52],
  ["11.0.7001.0", 53],
  ["12.0.2000.8", 53],
  ["12.0.2342.0", 56],
  ["15.0.4123.1", 56],
  ["16.0.1000.6", 59],
])("knows the header of %s", (version, count) => {
  expect(headerColumns(version)).toHaveLength(count);
  expect(headerQuery(version)).toContain("[BackupStartDate] datetime NULL");
});

test("keeps every digit of an LSN", () => {
  const text = {
    databaseName: "mgc",
    serverName: "a",
    backupSetGuid: "G",
    familyGuid: "G",
    firstRecoveryForkId: "G",
    recoveryForkId: "G",
  };
  const dates = { startDate: "2026-11-21T05:00:00", finishDate: "2026-11-21T05:00:01" };
  const row = {
    ...text,
    ...dates,
    position: "1",
    backupType: "2",
    firstLsn: "38000000016200037",
    lastLsn: "38000000016200038",
    isCopyOnly: "0",
    isDamaged: "1",
  };
  expect(headerRow.parse(row)).toMatchObject({
    position: 1,
    firstLsn: "38000000016200037",
    isCopyOnly: false,
    isDamaged: true,
  });
});

test("calls an instance that refuses connections unreachable, at once and twice", async () => {
  const port = portAt(1);
  const read = () => port.read({ target: "a\\P", text: "SELECT 1 AS one" }, z.unknown());
  await expect(read()).rejects.toMatchObject({ code: "unreachable", effect: "none" });
  await expect(read()).rejects.toMatchObject({ code: "unreachable", effect: "none" });
  expect(await port.quiet("a\\P")).toMatchObject({ kind: "unreachable" });
  const act = { runId: "r", actId: "a", person: "p", onOutput: () => undefined, signal: new AbortController().signal };
  const command = { kind: "sql", target: "a\\P", text: restore, parameters: {}, deadlineMs: null } as const;
  await expect(port.execute(command, act)).rejects.toMatchObject({ code: "unreachable", effect: "none" });
  await port.close();
});

test("keeps its deadline when a server accepts and then says nothing", async () => {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = portAt(typeof address === "object" && address !== null ? address.port : 0);
  const started = performance.now();
  await expect(port.read({ target: "a\\P", text: "SELECT 1", deadlineMs: 400 }, z.unknown())).rejects.toMatchObject({
    code: "unreachable",
    effect: "none",
  });
  expect(performance.now() - started).toBeLessThan(1_500);
  await port.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});
