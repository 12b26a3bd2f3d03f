import type { Command } from "#lib/domain/commands/command.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { answer, type Bench } from "#lib/engine/testing/engine-bench.ts";
import type { Fate } from "#lib/engine/testing/fate.ts";
import { persevering } from "./persevering.ts";

/** What every kind of fake servers has in common. */
type AnyServers = {
  fate: (command: Command) => Fate;
  readonly sent: Command[];
  readonly effects: Command[];
  readonly reach: Map<string, "up" | "unreachable" | "refuses-login">;
};

/** A bench whatever its servers are, with what is asked of them at the end. */
export type AnyBench = Omit<Bench, "servers" | "person"> & {
  readonly servers: AnyServers;
  /** All that stays on the servers, without what differs from run to run. */
  readonly picture: () => unknown;
  /** What the servers hold against what the run says; empty when it fits. */
  readonly untrue: (events: readonly RunEvent[]) => readonly string[];
};

/** One procedure from its start to its end, over fake servers: what matrices go through. */
export type WholeRun = {
  readonly name: string;
  readonly ends: "succeeded" | "aborted";
  readonly make: () => Promise<AnyBench>;
};

type Parts<S> = {
  readonly name: string;
  readonly ends?: WholeRun["ends"];
  /** Answers some seconds after he is asked; left out: perseveres. */
  readonly person?: ReturnType<typeof persevering>;
  /** The bench gets a person who says nothing. */
  readonly make: (nobody: () => null) => Promise<Bench<S>>;
  readonly picture: (servers: S) => unknown;
  readonly untrue: (bench: Bench<S>, events: readonly RunEvent[]) => readonly string[];
};

/** A whole run of servers of one kind as one of any kind. */
export function wholeRun<S extends AnyServers>(parts: Parts<S>): WholeRun {
  const { name, ends, person, make, picture, untrue } = parts;
  return {
    name,
    ends: ends ?? "succeeded",
    make: async () => {
      const bench = await make(() => null);
      answers(bench, person ?? persevering());
      const { person: _, ...rest } = bench;
      return {
        ...rest,
        picture: () => picture(bench.servers),
        untrue: (events) => untrue(bench, events),
      };
    },
  };
}

/** Somebody who thinks: a question that came back at once and for ever would stop this clock. */
const thinksMs = 3_000;

function answers<S extends AnyServers>(bench: Bench<S>, person: ReturnType<typeof persevering>): void {
  bench.store.onAppend((event) => {
    if (event.kind !== "decision-asked") return;
    const { decision } = event;
    const answerIt = async () => {
      await bench.clock.sleep(thinksMs);
      const given = person(decision, bench);
      if (given) await answer(bench, decision, given.choice, given.attestations);
    };
    void answerIt();
  });
}
