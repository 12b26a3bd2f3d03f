import { vi } from "vitest";
import type { Command } from "#lib/domain/commands/command.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ActContext } from "#lib/domain/ports.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { consoleProcess } from "./console-process.ts";
import type { Fault } from "./faults.ts";
import { type Calm, judged, keepGoing } from "./kill-anywhere.ts";
import { type Fate, struckWire } from "./struck-wire.ts";
import type { AnyBench, WholeRun } from "./whole-runs/whole-run.ts";

type At = { readonly n: number; readonly fault: Fault };
export type Struck = { readonly wrong: readonly string[]; readonly events: readonly RunEvent[] };

/** A whole run whose n-th command meets a fault once. Gives what does not hold, in words, and the journal. */
export async function struckRun(run: WholeRun, calm: Calm, at: At): Promise<Struck> {
  const bench = await run.make();
  const wire = struckWire(bench, at);
  const first = consoleOf(bench, wire, at);
  bench.start("console:1", first);
  const stopClock = keepGoing(bench.clock);
  try {
    const { trouble } = at.fault;
    if (trouble === "console dies") await bench.until("death", () => first.isDead());
    if (trouble === "console dies" || trouble === "console freezes")
      bench.start("console:2", consoleOf(bench, wire, null));
    const wrong = await judged(run, bench, calm);
    const struck = first.hasStruck() ? [] : ["the fault never struck"];
    return { wrong: [...wrong, ...wire.wrong(), ...struck], events: await bench.events() };
  } finally {
    stopClock();
    vi.clearAllTimers();
  }
}

/** A console on the struck wire; `at` is the fault that strikes it itself. */
function consoleOf(bench: AnyBench, wire: ReturnType<typeof struckWire>, at: At | null) {
  const { clock, store } = bench;
  let [frozenUntil, token, intents] = [0, null as number | null, 0];
  let struckAct: string | null = null;
  const freeze = (ms: number) => {
    frozenUntil = clock.monotonicMs() + ms;
  };
  const fate: Fate = { kill: () => console.kill(), freeze };
  const intended = new Map<string, number>();
  const sent = new Map<string, number>();
  /** A console whose time stands still hears of nothing. */
  const thawed = async <T>(answer: Promise<T>): Promise<T> => {
    const heard = await answer.then(
      (value) => () => value,
      (e: unknown) => () => {
        throw e;
      },
    );
    if (clock.monotonicMs() < frozenUntil) await clock.sleep(frozenUntil - clock.monotonicMs());
    return heard();
  };
  const leaves = async (command: Command, act: ActContext | undefined) => {
    const id = act?.actId ?? "";
    sent.set(id, (sent.get(id) ?? 0) + 1);
    if (token !== wire.newestToken()) wire.violated(`${command.text} is sent by a console without the lease`);
    if ((sent.get(id) ?? 0) > (intended.get(id) ?? 0)) wire.violated(`${id} was sent before its intent was written`);
  };
  const isStruck = (body: Parameters<RunStore["append"]>[2]) => {
    if (body.kind === "act-intended" && body.command !== null && ++intents === at?.n) struckAct = body.actId;
    if (struckAct === null || !("actId" in body) || body.actId !== struckAct) return false;
    return at?.fault.moment === "after" ? body.kind === "act-succeeded" : body.kind === "act-intended";
  };
  const failed = () => new AppError("store-failed", "disk I/O error");
  let hasRefused = false;
  const append: RunStore["append"] = async (...args) => {
    const isHere = isStruck(args[2]) && !hasRefused;
    const [refuses, freezes] = (["audit refuses", "console freezes"] as const).map((t) => at?.fault.trouble === t);
    if (isHere) hasRefused = true;
    if (isHere && refuses && at?.fault.moment !== "during") throw failed();
    const event = await store.append(...args);
    if (event.kind === "act-intended") intended.set(event.actId, (intended.get(event.actId) ?? 0) + 1);
    if (isHere && refuses) throw failed();
    if (isHere && freezes && at?.fault.moment === "before") freeze(90_000);
    return event;
  };
  const watched: RunStore = {
    ...store,
    append: (...args) => thawed(append(...args)),
    events: (...args) => thawed(store.events(...args)),
    lease: (...args) => thawed(store.lease(...args)),
    raiseLease: async (...args) => {
      // A raise that stood still with its console reaches the database afterwards.
      await thawed(Promise.resolve());
      return store.raiseLease(...args);
    },
    takeLease: async (...args) => {
      const taken = await store.takeLease(...args);
      token = taken ?? token;
      if (taken !== null) wire.tookLease(taken);
      return taken;
    },
  };
  const console = consoleProcess({
    store: watched as AnyBench["store"],
    ports: wire.portsFor(fate, leaves),
    evidence: bench.evidence,
  });
  return { ...console, hasStruck: () => wire.hasStruck() && (hasRefused || at?.fault.trouble !== "audit refuses") };
}
