import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { steadyStore } from "./steady-store.ts";
import { consoleProcess } from "./testing/console-process.ts";
import { type DeadBench, deadBench, fakeSoleRunner } from "./testing/dead-database.ts";
import { answering, recovery, sentTexts } from "./testing/engine-bench.ts";

let dead: DeadBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await dead.bench.stopAll();
  vi.useRealTimers();
});

const goingOn = answering({ "audit-database-down": "go-on", "effect-unknown": "retry" });

test.each([
  ["loses it", false],
  ["keeps it although it says otherwise", true],
])(
  "ends as if undisturbed, numbers without a gap, when the database dies at any append and %s",
  async (_, lied) => {
    dead = await deadBench(goingOn);
    dead.start();
    await dead.bench.ends();
    await dead.bench.stopAll();
    const calm = JSON.stringify([...dead.bench.servers.databases, dead.bench.servers.applied]);
    const last = dead.database.appends();
    const differing: unknown[] = [];
    for (let n = 1; n <= last; n++) {
      dead = await deadBench(goingOn, { lied });
      dead.database.die(n);
      dead.start();
      const events = await dead.bench.ends().catch((e: unknown) => {
        differing.push({ n, error: String(e) });
        return [];
      });
      dead.database.revive();
      await dead.bench.pass(12_000);
      const kept = await dead.database.events(dead.bench.runId);
      const now = JSON.stringify([...dead.bench.servers.databases, dead.bench.servers.applied]);
      const recoveries = sentTexts(dead.bench.servers).filter((t) => t === recovery).length;
      if (kept.length !== events.length || now !== calm || recoveries !== 1)
        differing.push({ n, kept: kept.length, events: events.length, recoveries, same: now === calm });
      await dead.bench.stopAll();
    }
    expect(differing).toEqual([]);
  },
  120_000,
);

/** A console dies at the m-th line it wrote into the local journal; the next one finds database and file. */
async function diesInLocalJournal(line: number): Promise<unknown> {
  dead = await deadBench(goingOn);
  dead.database.die(60);
  const { append } = dead.file;
  const dying = consoleProcess(dead.bench);
  dead.file.append = async (text) => {
    await append(text);
    if (dead.file.lines.length === line) dying.kill();
  };
  dead.startWith("console:1", { ...dying, store: dying.store });
  await dead.bench.until(`line ${line}`, (all) => dying.isDead() || all.at(-1)?.kind === "run-finished");
  dead.file.append = append;
  dead.database.revive();
  const { clock } = dead.bench;
  const soleRunner = fakeSoleRunner();
  const steady = steadyStore({ store: dead.database, file: dead.file, soleRunner, clock, log: () => undefined });
  steady.onAppend((e) => {
    const answer = e.kind === "decision-asked" ? goingOn(e.decision, dead.bench) : null;
    if (e.kind !== "decision-asked" || !answer) return;
    const { choice, attestations = [] } = answer;
    const decisionId = e.decision.id;
    const taken = { kind: "decision-taken" as const, decisionId, choice, person: "g", reason: "r", attestations };
    queueMicrotask(() => void steady.append(dead.bench.runId, null, taken, {}));
  });
  const second = dead.bench.start("console:2", { store: steady, deps: { soleRunner, tryAudit: steady.tryAudit } });
  const ended = async () => (await dead.database.events(dead.bench.runId)).at(-1)?.kind === "run-finished";
  for (let turn = 0; turn < 60 && !(await ended()); turn++) await dead.bench.pass(5_000);
  await second.stop();
  const recoveries = sentTexts(dead.bench.servers).filter((t) => t === recovery).length;
  return (await ended()) && recoveries === 1 && dead.file.lines.length === 0
    ? null
    : {
        line,
        recoveries,
        left: dead.file.lines.length,
        state: steady.auditState(),
        last: (await dead.database.events(dead.bench.runId)).at(-1),
      };
}

test("ends with one recovery and an empty file when the console dies after any line of the local journal", async () => {
  const wrong: unknown[] = [];
  for (let line = 1; line < 80; line += 4) {
    const got = await diesInLocalJournal(line);
    if (got) wrong.push(got);
    vi.clearAllTimers();
  }
  expect(wrong).toEqual([]);
});

test("sends nothing beyond the act under way wherever both the database and the disk refuse, and ends once both are well", async () => {
  const wrong: unknown[] = [];
  for (let n = 2; n < 140; n += 9) {
    dead = await deadBench(goingOn);
    dead.file.isFull = true;
    dead.database.die(n);
    dead.start();
    await dead.bench.until("dead", () => dead.auditState().kind === "local-journal");
    await dead.bench.pass(5_000);
    const { length } = dead.bench.servers.sent;
    await dead.bench.pass(120_000);
    const more = dead.bench.servers.sent.length - length;
    dead.database.revive();
    const end = (await dead.bench.ends()).at(-1);
    const recoveries = sentTexts(dead.bench.servers).filter((t) => t === recovery).length;
    if (more > 0 || recoveries !== 1 || end?.kind !== "run-finished") wrong.push({ n, more, recoveries, end });
    await dead.bench.stopAll();
  }
  expect(wrong).toEqual([]);
});
