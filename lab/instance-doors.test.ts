import { Connection } from "tedious";
import { afterAll, beforeAll, expect, test } from "vitest";
import { login, openStand } from "#lab/conformance/conformance-fixture.ts";
import { withMssql } from "#lab/conformance/with-mssql.ts";

let stand: Awaited<ReturnType<typeof openStand>>;
beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.doors.close());

const statement = (sql: string) => ({
  id: "",
  source: "unverified",
  needs: "none" as const,
  in: "master" as const,
  spoils: false,
  serverWide: false,
  expect: {},
  sql,
});

test("a SQL login of the instance signs in with the lab's password, and has its own rights only", async () => {
  const client = await withMssql({ ...stand.address("sqlmi01", true), user: "pchat_reports" });
  const chat = await client.send(statement("SELECT COUNT(*) AS n FROM mgc.dbo.tblChat"));
  const jobs = await client.send(statement("SELECT name FROM msdb.dbo.sysjobs"));
  await client.close();
  expect([chat.errors, jobs.errors.map(({ number }) => number)]).toEqual([[], [229]]);
  await expect(withMssql({ ...stand.address("sqlmi01", false), user: "sa" })).rejects.toThrow(
    "Login failed for user 'sa'.",
  );
});

test("a paused instance refuses new logins with 17142 and keeps those it has", async () => {
  const client = await stand.mssql("sqlmi01", false);
  await client.send(statement("SELECT 1 AS a"));
  stand.world.faults.add("paused:sqlmi01\\PCHAT");
  await stand.doors.sync();
  const { host, port } = stand.address("sqlmi01", false);
  const numbers: number[] = [];
  const connection = new Connection({
    server: host,
    options: { port, encrypt: false },
    authentication: { type: "default", options: { userName: login.user, password: login.password } },
  });
  connection.on("errorMessage", ({ number }) => numbers.push(number));
  await new Promise<void>((resolve) => connection.connect(() => resolve()));
  connection.close();
  expect([...new Set(numbers)]).toEqual([17142]);
  expect((await client.send(statement("SELECT 1 AS a"))).sets[0]?.rows).toEqual([[1]]);
  await client.close();
  stand.world.faults.clear();
  await stand.doors.sync();
});

test("a slow instance takes two seconds more for each request", async () => {
  const client = await stand.mssql("sqlmi02", false);
  await client.send(statement("SELECT 1 AS a"));
  stand.world.faults.add("slow:sqlmi02\\PCHAT");
  const before = stand.clock.now().getTime();
  await client.send(statement("SELECT 1 AS a"));
  // The pool asks whether its connection still answers, and then what was asked.
  expect(stand.clock.now().getTime() - before).toBe(2 * 2000);
  stand.world.faults.clear();
  await client.close();
});
