import type { Command } from "#lib/domain/commands/command.ts";
import { StepError } from "#lib/domain/errors.ts";
import type { ActContext, Ports } from "#lib/domain/ports.ts";
import { foldRun } from "#lib/domain/run/run-state.ts";
import type { Bench } from "./engine-bench.ts";
import type { Fate } from "./fake-servers.ts";
import { isOnce, journalFaults } from "./stories/journal-rules.ts";

/**
 * Faults by when they strike one command: it is refused, or its line drops, before it has an effect; the line drops, and the server goes
 * on and comes to its end later; the line drops after the effect, before the answer.
 */
export const faults = ["refused", "lost before", "lost during", "lost after"] as const;
export type Fault = (typeof faults)[number];
type Servers = { fate: (command: Command) => Fate; readonly sent: Command[]; readonly effects: Command[] };
type Made<S> = () => Promise<Bench<S>>;

const fates: Readonly<Record<Fault, Fate>> = {
  refused: "refused",
  "lost before": "lost-before",
  "lost during": "arrives",
  "lost after": "lost-after",
};
/** How much longer the server works at a command whose line dropped. Milliseconds. */
const workMs = 30_000;

/** Every command that an undisturbed run sends, in order, and what the servers hold afterwards. */
export async function undisturbed<S extends Servers>(make: Made<S>, picture: (servers: S) => unknown) {
  const bench = await make();
  bench.start();
  await bench.ends();
  await bench.stopAll();
  return { commands: [...bench.servers.sent], picture: JSON.stringify(picture(bench.servers)) };
}

/** One cell: the n-th command that is sent meets the fault once. Gives what does not hold, in words. */
export async function cell<S extends Servers>(
  make: Made<S>,
  at: { readonly n: number; readonly fault: Fault; readonly picture: (servers: S) => unknown; readonly calm: string },
): Promise<readonly string[]> {
  const bench = await make();
  const { servers } = bench;
  let sent = 0;
  servers.fate = () => (++sent === at.n ? fates[at.fault] : "arrives");
  bench.start("console:1", at.fault === "lost during" ? { ports: goingOn(bench, at.n, () => sent + 1) } : {});
  const ended = await bench.ends().then(
    () => null,
    (e: unknown) => [`it does not end: ${String(e).slice(0, 300)}`],
  );
  if (ended) return ended;
  await bench.pass(2 * workMs);
  const run = foldRun(await bench.events());
  const twice = servers.effects.filter(isOnce).map((c) => JSON.stringify(c));
  const wrong = await journalFaults(bench);
  await bench.stopAll();
  return [
    ...wrong,
    ...(run.outcome === "succeeded" ? [] : [`it ended ${run.outcome}`]),
    ...twice.filter((c, i) => twice.indexOf(c) !== i).map((c) => `took effect twice: ${c}`),
    ...(JSON.stringify(at.picture(servers)) === at.calm ? [] : ["the servers hold something else than undisturbed"]),
  ];
}

/** Ports over which the n-th command's line drops at once, while its server works on and is not quiet. */
function goingOn<S>(bench: Bench<S>, n: number, next: () => number): Ports {
  const { ports, clock } = bench;
  let atWork: string | null = null;
  let hasStruck = false;
  const strike = async <T>(command: Command, go: () => Promise<T>): Promise<T> => {
    if (hasStruck || next() !== n) return go();
    hasStruck = true;
    atWork = command.target;
    const effect = async () => {
      await clock.sleep(workMs);
      await go();
      atWork = null;
    };
    void effect();
    throw new StepError("unreachable", "the line dropped", { effect: "unknown" });
  };
  const { sql, shell, files } = ports;
  const busy = { kind: "busy", sessionId: 61, program: "persistent-chat", command: "RESTORE", percent: 40 } as const;
  return {
    ...ports,
    sql: {
      ...sql,
      execute: (command, act) => strike(command, () => sql.execute(command, act)),
      quiet: async (target) => (atWork === target ? busy : sql.quiet(target)),
    },
    shell: {
      ...shell,
      invoke: async (command, act) => {
        if (command.text.startsWith("Get-") || command.parameters.WhatIf === true || next() !== n || hasStruck)
          return shell.invoke(command, act);
        // Its process was told before; what goes on afterwards tells nobody.
        await act?.onCarrier?.({ processId: 4711, startedAt: "tick 1", host: "console-host" });
        return strike(command, () => shell.invoke(command, act && withoutCarrier(act)));
      },
      quiet: async (process) => (atWork === "management shell" ? { kind: "busy" } : shell.quiet(process)),
    },
    // A copy ends with the child process that makes it: its line cannot drop while it goes on.
    files,
  };
}

function withoutCarrier({ onCarrier: _, ...act }: ActContext): ActContext {
  return act;
}
