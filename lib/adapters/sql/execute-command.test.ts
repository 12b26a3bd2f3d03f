import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { Catalog, Execute, ServerEvent, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { selfSignedCertificate } from "#lab/sql-server/tds/certificate.ts";
import { listenTds, type TdsListener } from "#lab/sql-server/tds/listen.ts";
import { SessionTable } from "#lab/world/sessions.ts";
import type { SqlCommand } from "#lib/domain/commands/command.ts";
import type { ActContext } from "#lib/domain/ports.ts";
import { portAt } from "./port-fixture.ts";

const sessions = new SessionTable();
const seen: { spid: number; program: string; text: string; parameters: Record<string, SqlValue> }[] = [];
let holder: number | null = null;
let listener: TdsListener;
let port: ReturnType<typeof portAt>;
let output: string[] = [];

const int: SqlType = { name: "int" };
const text: SqlType = { name: "nvarchar", length: 128 };
const done = { kind: "done", rowCount: null, error: false, inProcedure: false } as const;
const error = (number: number, message: string): ServerEvent => ({
  kind: "error",
  error: { number, state: 1, class: 16, message, line: 1, abort: "statement" },
});
function* row(values: Record<string, [SqlType, SqlValue]>): Generator<ServerEvent> {
  const columns = Object.entries(values).map(([name, [type]]) => ({ name, type, nullable: true }));
  yield { kind: "columns", columns };
  yield { kind: "row", values: Object.values(values).map(([, value]) => value) };
  yield { ...done, rowCount: 1 };
}

// Answers exactly the adapter's own statements and three commands; the whole engine is tested in the lab.
const execute: Execute = async function* (_, session, sql, parameters) {
  const given = Object.fromEntries(parameters.map((one) => [one.name, one.value]));
  // the driver's own SET batch after login
  if (!/^set /i.test(sql.trim()))
    seen.push({ spid: session.spid, program: session.programName, text: sql, parameters: given });
  if (sql.includes("sp_getapplock")) {
    if (holder === null || !sessions.all().some((one) => one.spid === holder)) holder = session.spid;
    yield* row({ returnCode: [int, holder === session.spid ? 0 : -1], sessionId: [int, session.spid] });
  } else if (sql.includes("sp_releaseapplock")) holder = null;
  else if (sql.includes("dm_tran_locks")) {
    const program = sessions.all().find((one) => one.spid === holder)?.programName ?? null;
    yield* row({
      sessionId: [int, holder],
      program: [text, program],
      command: [text, "RESTORE LOG"],
      percentComplete: [{ name: "float" }, 40],
    });
  } else if (sql.includes("SYSUTCDATETIME")) yield* row({ serverUtc: [text, "2026-11-21T05:00:00.1234567"] });
  else if (sql === "RESTORE good") {
    yield { kind: "info", number: 3211, state: 1, class: 0, message: "50 percent processed.", line: 1, flush: true };
    yield* row({ returnCode: [int, 0] });
  } else if (sql === "RESTORE bad") {
    yield error(4305, "The log in this backup set begins too late.");
    yield error(3013, "RESTORE LOG is terminating abnormally.");
  } else if (sql === "RESTORE slow") await new Promise((resolve) => setTimeout(resolve, 1_000));
  else if (sql === "SELECT one") yield* row({ one: [int, 1] });
  yield done;
};

const act = (signal = new AbortController().signal): ActContext => ({
  runId: "run-1",
  actId: "apply:1",
  person: "giulia",
  signal,
  onOutput: (line) => void output.push(`${line.level} ${line.text}`),
});
const command = (sql: string, deadlineMs: number | null = null): SqlCommand => ({
  kind: "sql",
  target: "a\\P",
  text: sql,
  parameters: { file: "D:\\it's.trn", position: 1, nothing: null },
  deadlineMs,
});

beforeAll(async () => {
  listener = await listenTds({
    host: "127.0.0.1",
    port: 0,
    execute,
    catalog: () =>
      ({ serverName: () => "a\\P", version: () => [10, 50, 6000], database: () => null }) as unknown as Catalog,
    loginOk: () => true,
    assertInitialDatabase: () => undefined,
    openSession: (at) => sessions.open(at, new Date()),
    certificate: selfSignedCertificate("lab", new Date()),
    onFailure: () => undefined,
  });
  port = portAt(listener.port);
});
beforeEach(() => {
  seen.length = 0;
  output = [];
});
afterAll(async () => {
  await port.close();
  await listener.close();
});

test("sends lock, command and clock on one session that names run and act", async () => {
  const outcome = await port.execute(command("RESTORE good"), act());
  expect(outcome).toMatchObject({ returnValue: 0, serverUtc: "2026-11-21T05:00:00.123Z" });
  expect(new Set(seen.map((one) => one.spid))).toEqual(new Set([outcome.sessionId]));
  expect(seen.map((one) => one.program)).toEqual(Array(3).fill("pchat-dr run-1 apply:1 by giulia"));
  expect(seen[0]?.parameters).toEqual({ "@resource": "persistent-chat:a\\P" });
  expect(seen[1]).toMatchObject({
    text: "RESTORE good",
    parameters: { "@file": "D:\\it's.trn", "@position": "1", "@nothing": null },
  });
  expect(output).toEqual(["info 50 percent processed."]);
});

test("reports a refused restore with its cause first and effect none", async () => {
  await expect(port.execute(command("RESTORE bad"), act())).rejects.toMatchObject({
    code: "remote",
    effect: "none",
    causes: [{ number: 4305 }, { number: 3013 }],
  });
});

test("keeps the effect unknown when a command has no answer by its deadline", async () => {
  await expect(port.execute(command("RESTORE slow", 200), act())).rejects.toMatchObject({ effect: "unknown" });
});

test("keeps the effect unknown when the console stops waiting", async () => {
  const stop = new AbortController();
  const running = port.execute(command("RESTORE slow"), act(stop.signal));
  await expect.poll(() => seen.some((one) => one.text === "RESTORE slow")).toBe(true);
  stop.abort();
  await expect(running).rejects.toMatchObject({ effect: "unknown" });
});

test("names the holder, sends nothing and is not quiet while another session holds the lock", async () => {
  await expect.poll(() => sessions.all().length, { timeout: 5_000 }).toBe(0);
  expect(await port.quiet("a\\P")).toEqual({ kind: "quiet" });
  const running = port.execute(command("RESTORE slow"), act());
  await expect.poll(() => seen.some((one) => one.text === "RESTORE slow")).toBe(true);
  expect(await port.quiet("a\\P")).toMatchObject({
    kind: "busy",
    program: "pchat-dr run-1 apply:1 by giulia",
    percent: 40,
  });
  await expect(port.execute(command("RESTORE good"), act())).rejects.toMatchObject({
    code: "conflict",
    effect: "none",
  });
  expect(seen.some((one) => one.text === "RESTORE good")).toBe(false);
  await running;
});

test("reads again after the instance was away", async () => {
  const read = () =>
    port.read({ target: "a\\P", text: "SELECT one", deadlineMs: 2_000 }, z.object({ one: z.number() }));
  expect(await read()).toEqual([{ one: 1 }]);
  await listener.setMode("stopped");
  await expect(read()).rejects.toMatchObject({ code: "unreachable", effect: "none" });
  await listener.setMode("up");
  expect(await read()).toEqual([{ one: 1 }]);
});
