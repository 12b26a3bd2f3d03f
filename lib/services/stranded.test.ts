import { describe, expect, test } from "vitest";
import type { Role } from "#lib/domain/actor.ts";
import type { RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import type { EntryRow, RunRow } from "#lib/domain/store-port.ts";
import { type FakeCopy, fakeCopies, fakeCopy, message } from "#lib/domain/stranded/fakes.ts";
import { sha256Of } from "#lib/domain/stranded/transcript.ts";
import { testPool } from "#lib/watch/fakes.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { countStranded } from "./count-stranded.ts";
import { exportStranded } from "./export-stranded.ts";
import { listStrandedSettled } from "./list-stranded-settled.ts";
import { readStranded } from "./read-stranded.ts";
import { waiveStranded } from "./waive-stranded.ts";

const shared = [message(1, "one"), message(2, "two")];
const watermark = { instance: "o1", takenAt: "2026-11-21T03:10:00Z", rooms: { "Desk (7)": "2" } };

/** A pool that failed over; h2 was principal last and holds two messages more. */
function setUp(change: (copies: Record<string, FakeCopy>) => void = () => undefined) {
  const copies: Record<string, FakeCopy> = {
    h1: fakeCopy({}, { state: "RESTORING", role: "MIRROR", roleSequence: 2 }),
    h2: fakeCopy(
      { 7: [...shared, message(3, "lost"), message(4, "secret words")] },
      { role: "PRINCIPAL", roleSequence: 2 },
    ),
    o1: fakeCopy({ 7: [...shared, message(3, "other", { ticks: "5" })] }),
    o2: fakeCopy({}, { state: "RESTORING", role: "MIRROR" }),
  };
  change(copies);
  const entries: (EntryRow & { stream: string })[] = [];
  const files = new Map<string, string>();
  const journal: RunEvent[] = [];
  const add = (body: RunEventBody) =>
    void journal.push({ ...body, v: 1, runId: "run-1", number: journal.length + 1, at: "2026-11-21T03:10:00.000Z" });
  const act = (actId: string, result: unknown) => {
    add({ kind: "act-intended", stepId: "bring-online", actId, attempt: 1, command: null });
    add({ kind: "act-succeeded", stepId: "bring-online", actId, result, sessionId: null, serverUtc: null });
  };
  act("bring-online", {});
  act("sample-recovered", watermark);
  const row = {
    id: "run-1",
    label: "R-0001",
    procedure: "failover",
    status: "succeeded",
    startedAt: "2026-11-21T03:00:00.000Z",
  };
  const rows = [row as RunRow];
  const console = {
    pool: testPool,
    ports: {
      sql: fakeCopies(copies),
      clock: { now: () => new Date("2026-11-21T04:00:00.000Z") },
      ids: { newId: () => "0123456789" },
    },
    store: {
      runs: async () => rows,
      events: async (id: string) => (id === "run-1" ? journal : []),
      entries: async (stream: string, kinds: readonly string[]) =>
        entries.filter((e) => e.stream === stream && kinds.includes(e.kind)),
      recordEntry: async (e: Omit<EntryRow, "at"> & { stream: string }) =>
        void entries.unshift({ ...e, at: "2026-11-21T04:00:00.000Z" }),
    },
    transcripts: {
      save: async (name: string, text: string) => {
        files.set(name, text);
        return { sizeBytes: Buffer.byteLength(text) };
      },
      read: async (name: string) => files.get(name) ?? "",
    },
  } as unknown as ServiceConsole;
  const as = (role: Role): ServiceContext => ({ actor: { id: "7", name: "Anna Rossi", role }, console });
  return { as, entries, files, rows, copies };
}

const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => ({ code: "went on", message: "" }),
    (e: unknown) => e as { readonly code: string; readonly message: string },
  );

describe("counting", () => {
  test("gives numbers per room to an operator, and nothing of what was written", async () => {
    const counted = await countStranded(setUp().as("operator"));
    expect(counted).toMatchObject({ messages: 2, deletions: 0, home: "h2", serving: "o1", isStill: true });
    expect(counted.rooms).toEqual([{ room: 7, name: "Room 7", messages: 2, deletions: 0, numbersTaken: 1 }]);
    expect(JSON.stringify(counted)).not.toContain("secret words");
  });

  test("names the last principal that cannot be read, and what to do instead", async () => {
    const { as } = setUp((copies) => void Object.assign(copies.h2 ?? {}, { state: "SUSPECT" }));
    expect(await refusal(countStranded(as("operator")))).toMatchObject({
      code: "refused",
      message: expect.stringMatching(/h2 was principal last, and its mgc is SUSPECT.*waive/),
    });
  });

  test("does not take a copy for the last principal while another one, which may be it, is silent", async () => {
    const { as } = setUp((copies) => {
      Object.assign(copies.h1 ?? {}, { answers: false });
      Object.assign(copies.h2 ?? {}, { role: null, roleSequence: null });
    });
    expect(await refusal(countStranded(as("operator")))).toMatchObject({ code: "unreachable" });
  });

  test("says that nothing is stranded where no failover recovered a copy, or a failback replaced home's", async () => {
    const never = setUp();
    never.rows.length = 0;
    expect((await refusal(countStranded(never.as("operator")))).message).toMatch(/nothing is stranded/);
  });
});

describe("exporting", () => {
  test("writes a transcript and puts its hash and counts into the audit", async () => {
    const { as, entries, files } = setUp();
    const made = await exportStranded(as("manager"));
    const text = files.get(made.file) ?? "";
    expect(text).toContain("secret words");
    expect(made.sha256).toBe(sha256Of(text));
    expect(entries[0]).toMatchObject({
      stream: `pool:${testPool.fqdn}`,
      kind: "stranded-exported",
      person: "Anna Rossi",
      data: { messages: 2, deletions: 0, instance: "h2", runLabel: "R-0001", sha256: made.sha256, personId: "7" },
    });
    expect(JSON.stringify(entries)).not.toContain("secret words");
  });

  test("refuses while home takes messages, and keeps nothing", async () => {
    const { as, entries, files, copies } = setUp();
    const home = copies.h2;
    if (home) home.onRead = () => void home.rooms.get(7)?.push(message(10 + (home.rooms.get(7)?.length ?? 0), "more"));
    const no = await refusal(exportStranded(as("manager")));
    expect(no).toMatchObject({ code: "refused", message: expect.stringMatching(/fence home first/) });
    expect([entries.length, files.size]).toEqual([0, 0]);
  });

  test("records who reads a transcript before it is given, and refuses one that was changed", async () => {
    const { as, entries, files } = setUp();
    const { file } = await exportStranded(as("manager"));
    expect((await readStranded(as("manager"), { file })).text).toContain("secret words");
    expect(entries[0]).toMatchObject({ kind: "stranded-read", data: { file } });
    files.set(file, `${files.get(file)} `);
    expect(await refusal(readStranded(as("manager"), { file }))).toMatchObject({ code: "refused" });
    expect(entries.filter((e) => e.kind === "stranded-read")).toHaveLength(1);
  });

  test("gives no file that the audit does not know", async () => {
    const { as, files } = setUp();
    files.set("other.txt", "x");
    expect(await refusal(readStranded(as("manager"), { file: "other.txt" }))).toMatchObject({ code: "not-found" });
  });
});

describe("waiving", () => {
  const input = { decidedBy: "Paolo Bianchi", reason: "test rooms only" };

  test("records the named person, the reason and how much it is", async () => {
    const { as, entries } = setUp();
    await waiveStranded(as("operator"), input);
    expect(entries[0]).toMatchObject({ kind: "stranded-waived", data: { ...input, messages: 2, instance: "h2" } });
    const [settled] = await listStrandedSettled(as("operator"));
    expect(settled).toMatchObject({ kind: "waived", person: "Anna Rossi", decidedBy: "Paolo Bianchi" });
  });

  test("says that nobody knows how much where home cannot be read", async () => {
    const { as, entries } = setUp((copies) => void Object.assign(copies.h2 ?? {}, { state: "SUSPECT" }));
    await waiveStranded(as("operator"), input);
    expect(entries[0]?.data).toMatchObject({ messages: null, home: null, instance: null });
  });

  test.each([
    { ...input, decidedBy: " " },
    { ...input, reason: "" },
  ])("refuses %j", async (lacking) => {
    const { as, entries } = setUp();
    expect(await refusal(waiveStranded(as("operator"), lacking))).toMatchObject({ code: "bad-input" });
    expect(entries).toEqual([]);
  });
});

test("lists no export that belongs to an earlier failover", async () => {
  const { as, entries } = setUp();
  await exportStranded(as("manager"));
  const [first] = entries;
  if (first) entries.push({ ...first, data: { ...first.data, runId: "run-0" } });
  expect(await listStrandedSettled(as("operator"))).toHaveLength(1);
});
