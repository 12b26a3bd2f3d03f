import { vi } from "vitest";
import type { Command } from "#lib/domain/commands/command.ts";
import type { AuditState } from "#lib/domain/local-journal-port.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { ConsoleProcess, Death } from "#lib/engine/testing/console-process.ts";
import type { Bench } from "#lib/engine/testing/engine-bench.ts";
import type { Fate } from "#lib/engine/testing/fate.ts";
import { journalFaults } from "./journal-rules.ts";
import { mortalConsole } from "./mortal-console.ts";
import { operator } from "./operator.ts";
import type { Random } from "./random.ts";
import type { StoryLog } from "./story-log.ts";
import { type Mood, makeWire } from "./wire.ts";

/** One story as it went: `faults` is empty when everything held. */
export type Told = {
  readonly seed: number;
  readonly faults: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly events: readonly RunEvent[];
  /** For a person who must find out why: what happened, and the journal. */
  readonly text: () => string;
};

type Parts<S> = {
  readonly seed: number;
  readonly bench: Bench<S>;
  readonly random: Random;
  readonly log: StoryLog;
  readonly poolFqdn: string;
  readonly nights: {
    readonly strike: () => void;
    readonly heal: () => void;
    readonly restore: () => void;
    readonly stopHome: () => void;
  };
  readonly hear: (event: RunEvent) => void;
  readonly lost: (instance: string) => void;
  readonly watch: (command: Command) => { readonly dealtWith: () => void };
  readonly faults: (events: readonly RunEvent[]) => readonly string[];
};

/** The bad night lasts so long; afterwards everything is well, people are careful, and the run must come to its end. */
const nightMs = 30 * 60_000;
const endsWithinMs = 12 * 60 * 60_000;

/** Runs one story to its end and judges it. Needs faked intervals (the benches' clock drives them). */
export async function tell<S extends { fate: (command: Command) => Fate }>(parts: Parts<S>): Promise<Told> {
  const { seed, bench, random, log, poolFqdn, nights } = parts;
  const { clock, servers } = bench;
  const mood: Mood = { isCalm: false };
  const intents = new Map<string, number>();
  const sends = new Map<string, number>();
  const plusOne = (map: Map<string, number>, key: string) => void map.set(key, (map.get(key) ?? 0) + 1);
  bench.store.onAppend((event) => {
    if (event.kind === "act-intended") plusOne(intents, event.actId);
    parts.hear(event);
  });
  const wire = makeWire({
    ports: bench.ports,
    servers,
    random,
    log,
    mood,
    lost: parts.lost,
    watch: (command, act) => {
      const actId = act?.actId ?? "";
      plusOne(sends, actId);
      if ((sends.get(actId) ?? 0) > (intents.get(actId) ?? 0))
        log.violated(`${actId} was sent before its intent was written`);
      return parts.watch(command);
    },
  });
  const consoles: Pick<ConsoleProcess, "isDead" | "spare">[] = [];
  const start = (death: Death | null) => {
    const made = mortalConsole({ store: bench.store, ports: wire.ports, random, log, mood, death, poolFqdn });
    consoles.push(made);
    const tryAudit = async (): Promise<AuditState> => {
      if (mood.isCalm || random.chance(0.9)) return { kind: "up" };
      log.happened("fault audit database down");
      return { kind: "local-journal", since: clock.now().toISOString(), cause: "disk I/O error", events: 1 };
    };
    bench.start(`console:${consoles.length}`, { ...made, timings: { pollMs: 5_000 }, deps: { tryAudit } });
  };
  const death = (): Death => ({
    after: random.pick(["append", "command", "call"]),
    n: 1 + random.below(random.pick([12, 60, 240])),
  });
  start(random.chance(0.6) ? death() : null);
  if (random.chance(0.4)) start(random.chance(0.3) ? death() : null);
  const people = operator({ bench, random, log, mood, stopHome: nights.stopHome });
  let [nightAt, reported] = [random.ms(1_000, 120_000), 0];
  const from = clock.monotonicMs();
  const passed = () => clock.monotonicMs() - from;
  const isOver = async () => (await bench.store.run(bench.runId))?.finishedAt != null;
  let isTold = false;
  void keepGoing(clock, async () => isTold || (await isOver()));
  while (!(await isOver())) {
    if (passed() > endsWithinMs) {
      log.violated("the run does not end although everything is well");
      break;
    }
    if (!mood.isCalm && passed() > nightMs) {
      mood.isCalm = true;
      nights.heal();
      nights.restore();
      log.happened("calm");
    }
    if (!mood.isCalm && passed() > nightAt) {
      if (random.chance(0.5)) nights.strike();
      else nights.heal();
      nightAt = passed() + random.ms(5_000, 600_000);
    }
    const deadNow = consoles.filter((c) => c.isDead()).length;
    if (deadNow > reported) {
      reported = deadNow;
      log.happened("crash");
      if (deadNow === consoles.length)
        start(!mood.isCalm && consoles.length < 5 && random.chance(0.4) ? death() : null);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  people.stop();
  isTold = true;
  mood.isCalm = true;
  const events = await bench.events();
  const end = events.findLast((e) => e.kind === "run-finished");
  log.happened(`end ${bench.plan.procedure} ${end?.kind === "run-finished" ? end.outcome : "never"}`);
  const faults = [...log.violations, ...(await journalFaults(bench)), ...parts.faults(events)];
  // One that died while it is stopped would never be.
  for (const each of consoles) each.spare();
  await bench.stopAll();
  // What is still on its way belongs to this story: left alone, it would drive the next one's intervals.
  const toldMs = clock.monotonicMs();
  while (clock.isWaitedFor() && clock.monotonicMs() - toldMs < endsWithinMs)
    await new Promise((resolve) => setImmediate(resolve));
  vi.clearAllTimers();
  return { seed, faults, counts: log.counts, events, text: () => textOf(seed, faults, log, events) };
}

/** Time goes on also when nobody sleeps. */
async function keepGoing(clock: Bench["clock"], isOver: () => Promise<boolean>): Promise<void> {
  while (!(await isOver())) await clock.sleep(5_000);
}

function textOf(seed: number, faults: readonly string[], log: StoryLog, events: readonly RunEvent[]): string {
  const journal = events.map(
    (e) =>
      `${e.number} ${e.at.slice(11, 23)} ${JSON.stringify({ ...e, v: undefined, runId: undefined, at: undefined, number: undefined }).slice(0, 220)}`,
  );
  return [
    `seed ${seed}:`,
    ...faults.map((f) => `  ${f}`),
    "",
    "what happened:",
    ...log.lines,
    "",
    "journal:",
    ...journal,
  ].join("\n");
}
