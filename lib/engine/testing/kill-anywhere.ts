import { vi } from "vitest";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { consoleProcess, type Death } from "./console-process.ts";
import { isOnce, journalFaults } from "./stories/journal-rules.ts";
import type { AnyBench, WholeRun } from "./whole-runs/whole-run.ts";

/** A run that nothing disturbs: how many calls its console makes until the end, and what the servers hold then. */
export type Calm = {
  readonly calls: { readonly before: number; readonly after: number };
  /** Text of every command that left, in order. */
  readonly commands: readonly string[];
  readonly picture: string;
};

/** Carries a whole run out undisturbed. @throws Error when that alone does not hold */
export async function calmRun(run: WholeRun): Promise<Calm> {
  const bench = await run.make();
  const console = consoleProcess(bench);
  let calls = console.calls();
  bench.store.onAppend((e) => {
    if (e.kind === "run-finished") calls = console.calls();
  });
  bench.start("console:1", console);
  const wrong = await judged(run, bench, null);
  if (wrong.length > 0) throw new Error(`undisturbed: ${wrong.join("; ")}`);
  return { calls, commands: bench.servers.sent.map((c) => c.text), picture: JSON.stringify(bench.picture()) };
}

/** Every place at which the console may die: before each call that it makes of anything, and after each, its answer unheard. */
export const deathsOf = ({ calls }: Calm): readonly Death[] => [
  ...Array.from({ length: calls.before }, (_, i): Death => ({ before: "call", n: i + 1 })),
  ...Array.from({ length: calls.after }, (_, i): Death => ({ after: "call", n: i + 1 })),
];

/** A whole run whose console dies at one place and another one goes on. Gives what does not hold, in words, and the journal. */
export async function killedRun(run: WholeRun, calm: Calm, death: Death) {
  const bench = await run.make();
  const first = consoleProcess(bench, death);
  bench.start("console:1", { ...first });
  const stopClock = keepGoing(bench.clock);
  try {
    await bench.until(`death ${JSON.stringify(death)}`, () => first.isDead());
    bench.start("console:2");
    return { wrong: await judged(run, bench, calm), events: await bench.events() };
  } finally {
    stopClock();
    vi.clearAllTimers();
  }
}

/** Time goes on also where nobody waits for anything. Gives what ends that. */
export function keepGoing(clock: Pick<AnyBench["clock"], "sleep">): () => void {
  let isOver = false;
  const go = async () => {
    while (!isOver) await clock.sleep(1_000);
  };
  void go();
  return () => {
    isOver = true;
  };
}

/** Waits for the end, and says what is wrong with it. */
export async function judged(run: WholeRun, bench: AnyBench, calm: Calm | null): Promise<readonly string[]> {
  const events = await bench.ends().catch((e: unknown) => String(e).slice(0, 900));
  if (typeof events === "string") {
    await bench.stopAll();
    return [`it does not end: ${events}`];
  }
  const wrong = await journalFaults(bench);
  await bench.stopAll();
  const { outcome } = foldRun(events);
  const isSame = calm === null || JSON.stringify(bench.picture()) === calm.picture;
  return [
    ...wrong,
    ...(outcome === run.ends ? [] : [`it ended ${outcome}`]),
    ...twice(bench.servers.effects).map((c) => `took effect twice: ${c}`),
    ...bench.untrue(events),
    ...(isSame ? [] : ["the servers hold something else than undisturbed"]),
  ];
}

function twice(commands: AnyBench["servers"]["effects"]): readonly string[] {
  const once = commands.filter(isOnce).map((c) => JSON.stringify(c));
  return once.filter((c, i) => once.indexOf(c) !== i);
}
