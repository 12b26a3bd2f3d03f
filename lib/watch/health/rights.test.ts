import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { run } from "#lab/world/world-fixture.ts";
import { markerHeldQuery, markerHeldRow } from "#lib/domain/commands/queries/marker.ts";
import { chatTables, instanceGrants, selectStatement, servingGrants } from "#lib/domain/rights/grants.ts";
import { startLabBench } from "#lib/watch/testing/lab-bench.ts";

type Bench = ReturnType<typeof startLabBench>;
const names = { watch: "pchat-watch", chain: "pchat-chain", operate: "pchat-operate" };
const open: Bench[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.sweep.stop();
});

/** A pool whose sweep uses the two logins that watch; `leave` out some statements of the scripts. */
async function bench(leave: (statement: string, instance: string) => boolean = () => false): Promise<Bench> {
  const made = startLabBench(null, names);
  open.push(made);
  await made.seconds(30);
  const all = [...made.lab.world.instances.values()];
  for (const instance of all)
    for (const [i, name] of Object.values(names).entries())
      await run(instance, `CREATE LOGIN [${name}] WITH PASSWORD = 'x', SID = 0x${"0".repeat(31)}${i + 1}`);
  const give = async (instance: (typeof all)[number], statements: readonly string[]) => {
    let database = "master";
    for (const statement of statements.filter((each) => !leave(each, instance.name))) {
      database = /^USE (\w+);$/.exec(statement)?.[1] ?? database;
      const { errors } = await run(instance, statement, database);
      expect(errors, `${instance.name}: ${statement}`).toEqual([]);
    }
  };
  for (const instance of all) await give(instance, instanceGrants(names));
  await give(made.lab.homeA, servingGrants(names));
  made.pool.instances.forEach((each, i) => {
    made.pool.instances[i] = { ...each, credential: names };
  });
  made.sweep.start();
  await made.seconds(60);
  return made;
}

const notGood = (of: Bench) =>
  of.health().checks.flatMap(({ id, state }) => (state === "good" ? [] : [`${id} ${state}`]));
const resultsOf = (of: Bench, id: string) => of.health().checks.find((check) => check.id === id)?.results ?? [];

it("the logins that the scripts make see all that the checks need, but for the mirror's own half, and that is said", async () => {
  const made = await bench();
  // Home serves, and nobody asked for a marker in this pool.
  const notAsked = ["serving-backups not-available", "marker-message not-available"];
  expect(notGood(made).filter((one) => !notAsked.includes(one))).toEqual([
    "mirror-sides-agree unknown",
    "drill-age warning",
    "recovery-time warning",
  ]);
  expect(resultsOf(made, "mirror-sides-agree")[0]?.facts.why).toBe("not visible with these rights");
  expect(resultsOf(made, "console-rights")[0]?.facts).toMatchObject({ missing: "none", "too much": "none" });
}, 60_000);

it.each([
  ["VIEW SERVER STATE", "sql-services", "unknown"],
  ["dbm_monitor", "mirror-queue", "unknown"],
  ["db_datareader", "shipping-jobs", "unknown"],
  ["CREATE ANY DATABASE", "chain-unbroken", "unknown"],
  ["tblLastChatId", "message-numbers", "unknown"],
  ["tblServerIdentity", "chat-ping", "unknown"],
])(
  "without %s the check %s is %s and names the refusal, not the thing",
  async (right, id, state) => {
    const made = await bench((statement) => statement.includes(right));
    const check = made.health().checks.find((each) => each.id === id);
    expect(check?.state).toBe(state);
    expect(check?.results.map(({ facts }) => facts.why).join()).toMatch(/permission|rights/i);
  },
  60_000,
);

it("says what a login lacks, and what it has too much of, and finds the daily marker with its two columns alone", async () => {
  const less = await bench(
    (statement, name) =>
      statement.includes("tblChat") || (name === "sqlmi02\\PCHAT" && statement.includes("VIEW ANY DEFINITION")),
  );
  const [home] = less.pool.instances;
  const mgc = home?.name ?? "";
  const columns = "SELECT on mgc.dbo.tblChat (channelId), SELECT on mgc.dbo.tblChat (chatId)";
  expect(resultsOf(less, "console-rights").slice(0, 2)).toMatchObject([
    { target: "sqlmi02\\PCHAT", state: "bad", facts: { missing: "VIEW ANY DEFINITION", "too much": "none" } },
    { target: mgc, state: "warning", facts: { missing: columns, "too much": "none" } },
  ]);
  const newest = `SELECT TOP 1 l.nodeID AS room, CONVERT(varchar(20), l.lastChatID) AS chatId
FROM mgc.dbo.tblLastChatId AS l WHERE l.lastChatID > 0`;
  const room = z.object({ room: z.number(), chatId: z.string() });
  const [marker = { room: 0, chatId: "" }] = await less.ports.sql.read({ target: mgc, text: newest }, room);
  const query = markerHeldQuery(mgc, { database: "mgc", ...marker });
  await expect(less.ports.sql.read(query, markerHeldRow)).rejects.toMatchObject({ causes: [{ number: 229 }] });

  const columnsOf = chatTables.filter(({ table }) => table === "tblChat");
  for (const each of columnsOf) await run(less.lab.homeA, selectStatement(each, names.watch), "mgc");
  expect(await less.ports.sql.read(query, markerHeldRow)).toEqual([{ held: 1 }]);
  const said = { target: mgc, text: "SELECT TOP 1 c.content AS content FROM mgc.dbo.tblChat AS c" };
  await expect(less.ports.sql.read(said, z.unknown())).rejects.toMatchObject({ causes: [{ number: 230 }] });

  await run(less.lab.homeA, `EXEC sp_addrolemember N'db_datareader', N'${names.watch}'`, "mgc");
  await run(less.lab.homeB, `EXEC sp_addsrvrolemember N'${names.watch}', N'sysadmin'`);
  await less.seconds(70);
  expect(resultsOf(less, "console-rights").slice(0, 2)).toMatchObject([
    { state: "warning", facts: { missing: "none", "too much": "SELECT on mgc.dbo.tblChat (content)" } },
    { state: "warning", facts: { missing: "none", "too much": "sysadmin" } },
  ]);
}, 120_000);

it("nobody who watches is granted what was said", () => {
  const [chat, ...others] = chatTables.filter(({ table }) => table === "tblChat");
  expect(others).toEqual([]);
  expect(chat?.columns).toEqual(["channelId", "chatId"]);
});
