// npm run bench -- crash-to-resumed: kill -9 of the console in the middle of a failover, another one started at once, and how long after
// the moment in which it may take the lease the run goes on: taking it, reading the journal, looking at what was begun, asking, and,
// answered without delay, writing down the next intent. Several deaths of one run, by the journal's own times.
import { setTimeout as pause } from "node:timers/promises";
import { type Bench, openBench } from "#e2e/engine/bench.ts";
import { atMost, median, say } from "./figure.ts";

const rounds = 7;
const goalSeconds = 5;
/** As e2e/engine starts its consoles; what is measured begins when it is over. */
const patienceMs = 5_000;
const kind = "resume-after-interruption";

type Resumed = { readonly took: number; readonly asked: number; readonly goesOn: number };

/** Kills the console, starts another and answers its question at once. Milliseconds after the lease may be taken, or after the answer. */
async function dieAndResume(bench: Bench, runId: string): Promise<Resumed> {
  const { console } = bench;
  await console.kill();
  const spawnedAt = Date.now();
  await console.startAgain();
  // It looks at the lease before it says that it is ready: from its first look on it waits its patience.
  const readyAt = Date.now();
  let decision = (await console.run(runId)).decision;
  for (; decision?.kind !== kind; decision = (await console.run(runId)).decision) await pause(10);
  await console.decide(runId, "resume");
  const answered = (await console.events(runId)).findLast((e) => e.kind === "decision-taken")?.number ?? 0;
  const next = await intentAfter(bench, runId, answered);
  const events = await console.events(runId);
  const at = (what: string) => Date.parse(events.findLast((e) => e.kind === what)?.at ?? "");
  const tookAt = at("runner-took");
  const mayBeTakenAt = Math.min(readyAt, tookAt - patienceMs) + patienceMs;
  if (tookAt < spawnedAt + patienceMs) throw new Error("the lease was taken before its time");
  const asked = events.findLast((e) => e.kind === "decision-asked" && e.decision.kind === kind);
  return {
    took: tookAt - mayBeTakenAt,
    asked: Date.parse(asked?.at ?? "") - tookAt,
    goesOn: next - at("decision-taken"),
  };
}

/** When the first intent after an event was written down; `succeeded`: once an act has succeeded after it as well. */
async function intentAfter(bench: Bench, runId: string, number: number, succeeded = false): Promise<number> {
  for (let looks = 0; looks < 3_000; looks += 1) {
    const events = (await bench.console.events(runId)).filter((e) => e.number > number);
    const ended = succeeded ? (events.find((e) => e.kind === "act-succeeded")?.number ?? Number.POSITIVE_INFINITY) : 0;
    const next = events.find((e) => e.kind === "act-intended" && e.number > ended);
    if (next) return Date.parse(next.at);
    const asked = (await bench.console.run(runId)).decision;
    if (asked?.kind === "point-of-no-return") await bench.console.attest(runId);
    else if (asked) throw new Error(`the run asks ${asked.kind}: ${JSON.stringify(asked.facts)}`);
    await pause(10);
  }
  throw new Error("the run did not go on within 30 seconds");
}

const bench = await openBench();
try {
  await bench.sampled();
  await bench.lab.site("home", false);
  const runId = await bench.console.start(await bench.console.plan("failover", "users-first"));
  await intentAfter(bench, runId, 0);
  const all: Resumed[] = [];
  for (let round = 0; round < rounds; round += 1) {
    all.push(await dieAndResume(bench, runId));
    // Never twice in the same act: an act that a death has cut off twice is a person's matter.
    await intentAfter(bench, runId, (await bench.console.events(runId)).at(-1)?.number ?? 0, true);
  }
  const middle = (of: keyof Resumed) => median(all.map((one) => one[of])) / 1_000;
  say({ name: "crash, lease taken after it may be", value: middle("took"), unit: "s", goal: "no goal", ok: true });
  say({ name: "crash, asked after the lease is taken", value: middle("asked"), unit: "s", goal: "no goal", ok: true });
  say({ name: "crash, goes on after the answer", value: middle("goesOn"), unit: "s", goal: "no goal", ok: true });
  const whole = all.map((one) => (one.took + one.asked + one.goesOn) / 1_000);
  say({ name: "crash to resumed, slowest", value: Math.max(...whole), unit: "s", goal: "no goal", ok: true });
  const isQuick = atMost("crash to resumed, after the lease", median(whole), goalSeconds, "s");
  process.exitCode = isQuick ? 0 : 1;
} finally {
  await bench.close();
}
process.exit();
