import type { Socket } from "node:net";
import sql from "mssql";
import { Connection } from "tedious";
import { afterAll, describe, expect, it } from "vitest";
import {
  closeAll,
  connected,
  failures,
  finished,
  listener,
  newestSession,
  raw,
  sessions,
  until,
  wait,
} from "./listen-fixture.ts";

afterAll(closeAll);

describe("a TDS listener, seen by mssql", () => {
  it.each([false, true])("answers a query when encrypt is %s", async (encrypt) => {
    const pool = await connected({ encrypt });
    expect((await pool.request().query("SELECT 1")).recordset).toHaveLength(1);
  });

  it("gives several result sets of one batch", async () => {
    const pool = await connected();
    const result = await pool.request().batch("two");
    const sets = Array.isArray(result.recordsets) ? result.recordsets : [];
    expect(sets.map((set) => set.length)).toEqual([1, 2]);
  });

  it("gives output and return value of a procedure", async () => {
    const pool = await connected();
    const result = await pool.request().input("n", sql.Int, 21).output("twice", sql.Int).execute("dbo.double");
    expect([result.output.twice, result.returnValue]).toEqual([42, 4]);
  });

  it("writes every type and its NULL", async () => {
    const pool = await connected({ encrypt: true });
    const [row, nulls] = (await pool.request().query("types")).recordset;
    expect(row).toMatchObject({ i: -7, b: "9007199254740993", s: "abc", yes: true, f: 1.5, scaled: -12.34 });
    expect(row.g).toBe("01234567-89AB-CDEF-0123-456789ABCDEF");
    expect(row.t).toBe("però € ".repeat(3000));
    expect([row.d, row.d2, row.day].map((d: Date) => d.toISOString())).toEqual([
      "2024-02-29T23:59:59.997Z",
      "2024-02-29T23:59:59.123Z",
      "2024-02-29T00:00:00.000Z",
    ]);
    expect([...row.bin]).toEqual([1, 2, 255]);
    expect(Object.values(nulls).every((value) => value === null)).toBe(true);
  });

  it("reads parameters of every type", async () => {
    const pool = await connected();
    const at = new Date("2025-06-01T10:20:30.120Z");
    const result = await pool
      .request()
      .input("i", sql.Int, 5)
      .input("b", sql.BigInt, "9007199254740993")
      .input("s", sql.NVarChar(40), "Città")
      .input("long", sql.NVarChar(sql.MAX), "x".repeat(20_000))
      .input("yes", sql.Bit, true)
      .input("at", sql.DateTime, at)
      .input("at2", sql.DateTime2(3), at)
      .input("n", sql.Decimal(10, 2), 12.5)
      .input("g", sql.UniqueIdentifier, "01234567-89AB-CDEF-0123-456789ABCDEF")
      .input("none", sql.NVarChar(10), null)
      .query("echo");
    expect(result.recordset[0]).toEqual({
      i: 5,
      b: "9007199254740993",
      s: "Città",
      long: "x".repeat(20_000),
      yes: true,
      at,
      at2: at,
      n: 12.5,
      g: "01234567-89AB-CDEF-0123-456789ABCDEF",
      none: null,
    });
  });

  it.each(["query", "batch"] as const)("tells both errors of a failed restore by %s", async (how) => {
    const pool = await connected();
    const failure = await pool
      .request()
      [how]("restore")
      .catch((e: sql.RequestError) => e);
    expect(failure).toMatchObject({ number: 3013, precedingErrors: [{ number: 3201 }] });
  });

  it("sends progress as it happens", async () => {
    const pool = await connected();
    const request = pool.request();
    const seen: number[] = [];
    request.on("info", () => seen.push(Date.now()));
    await request.batch("progress");
    expect(seen).toHaveLength(3);
    expect((seen[2] ?? 0) - (seen[0] ?? 0)).toBeGreaterThan(100);
  });

  it("stops a request that times out, and the connection goes on", async () => {
    const pool = await connected({ requestTimeout: 200 });
    const running = pool
      .request()
      .batch("slow a")
      .catch((e: sql.RequestError) => e);
    await wait(100);
    const before = newestSession();
    const failure = await running;
    expect(failure).toMatchObject({ code: "ETIMEOUT" });
    expect((await pool.request().query("SELECT 1")).recordset).toHaveLength(1);
    expect(newestSession()).toBe(before);
    await until(() => finished.includes("slow a cancelled"));
  });

  it.each([
    ["batch", false],
    ["query", true],
  ] as const)("stops a %s that the client cancels, when encrypt is %s", async (how, encrypt) => {
    const pool = await connected({ encrypt });
    const request = pool.request();
    setTimeout(() => request.cancel(), 150);
    expect(await request[how]("slow b").catch((e: sql.RequestError) => e)).toMatchObject({ code: "ECANCEL" });
    expect((await pool.request().query("SELECT 1")).recordset).toHaveLength(1);
  });

  it("refuses a wrong password and an unknown database", async () => {
    await expect(connected({ password: "wrong" })).rejects.toMatchObject({ code: "ELOGIN" });
    await expect(connected({ database: "nothere" })).rejects.toMatchObject({ code: "ELOGIN" });
  });

  it("ends the connection after an error of severity 24", async () => {
    const pool = await connected();
    expect(
      await pool
        .request()
        .batch("fatal")
        .catch((e: sql.RequestError) => e),
    ).toMatchObject({ number: 823 });
    expect((await pool.request().query("SELECT 1")).recordset).toHaveLength(1);
  });

  it("turns a bug of the lab into an error of its own", async () => {
    const pool = await connected();
    expect(
      await pool
        .request()
        .batch("broken")
        .catch((e: sql.RequestError) => e),
    ).toMatchObject({ number: 50_000 });
    expect(failures).toHaveLength(1);
  });

  it("closes only the connection that sent nonsense", async () => {
    const pool = await connected();
    for (const bytes of [Buffer.from("GET / HTTP/1.1\r\n\r\n"), Buffer.from([0x12, 1, 0, 9, 0, 0, 1, 0, 7])]) {
      const socket = await raw();
      socket.resume();
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.write(bytes);
      await closed;
    }
    expect((await pool.request().query("SELECT 1")).recordset).toHaveLength(1);
  });

  it("lets what a vanished client had started go on, and ends its session after", async () => {
    const pool = await connected();
    const running = pool
      .request()
      .batch("slow c")
      .catch(() => undefined);
    await wait(150);
    const own = newestSession();
    const tedious = pool as unknown as { pool: { used: { resource: { socket: Socket } }[] } };
    tedious.pool.used[0]?.resource.socket.destroy();
    await running;
    expect(newestSession()).toBe(own);
    await until(() => finished.includes("slow c"));
    await until(() => newestSession() === undefined);
  });

  it("begins, commits and rolls back when the client's driver asks", async () => {
    const pool = await connected();
    for (const how of ["commit", "rollback"] as const) {
      const transaction = new sql.Transaction(pool);
      await transaction.begin();
      expect((await new sql.Request(transaction).query("SELECT 1")).recordset).toHaveLength(1);
      await transaction[how]();
    }
  });

  it("gives the session's own things back when the client resets the connection", async () => {
    const connection = new Connection({
      server: "127.0.0.1",
      options: { port: listener.port, encrypt: false, appName: "reset", database: "mgc" },
      authentication: { type: "default", options: { userName: "console", password: "right" } },
    });
    await new Promise<void>((resolve, reject) => connection.connect((e) => (e ? reject(e) : resolve())));
    const before = sessions.all().find(({ programName }) => programName === "reset");
    before?.state.set("mark", true);
    await new Promise<void>((resolve, reject) => connection.reset((e) => (e ? reject(e) : resolve())));
    const after = sessions.all().find(({ programName }) => programName === "reset");
    expect([before?.state.has("mark"), after?.state.has("mark"), after?.database]).toEqual([true, false, "mgc"]);
    connection.close();
    await until(() => sessions.all().every(({ programName }) => programName !== "reset"));
  });

  it("ends a session that is killed", async () => {
    const pool = await connected();
    const running = pool
      .request()
      .batch("slow d")
      .catch((e: sql.RequestError) => e);
    await wait(100);
    sessions.kill(newestSession()?.spid ?? 0);
    expect(await running).toBeInstanceOf(Error);
    await until(() => finished.includes("slow d cancelled"));
  });
});
