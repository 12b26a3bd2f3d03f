import type { Act, NextActs, Step } from "#lib/domain/steps/step.ts";
import type { Fault } from "./faults.ts";
import { bugs, type PlantedBug } from "./stories/planted-bugs.ts";

/** A planted bug that the fault matrix must find: in one row, a whole run with one fault, or in the run that nothing disturbs. */
export type FoundInMatrix = Pick<PlantedBug, "name" | "path" | "plant" | "finds"> & {
  readonly run: string;
  /** null: undisturbed. */
  readonly fault: Fault | null;
};

const known = (name: string) => {
  const found = bugs.find((bug) => bug.name === name);
  if (!found) throw new Error(`no planted bug "${name}"`);
  return found;
};
const stepWith =
  (name: string, change: (act: Act) => Act): PlantedBug["plant"] =>
  (real) => {
    const step = real[name] as Step;
    const acts: Step["acts"] = (ctx) => {
      const next: NextActs = step.acts(ctx);
      return { ...next, acts: next.acts.map(change) };
    };
    return { [name]: { ...step, acts } };
  };
const silent = "failover, home is silent";

export const foundInMatrix: readonly FoundInMatrix[] = [
  {
    name: "an act is not looked at before it is sent",
    path: "#lib/engine/look.ts",
    plant: (real) => ({ ...real, look: async () => ({ state: "not-started", facts: {} }) }),
    run: "switchover",
    fault: { trouble: "console dies", moment: "after" },
    finds: /took effect twice|it ended|something else than undisturbed|does not end/,
  },
  {
    ...known("what was begun is not looked at before it is sent again"),
    run: silent,
    fault: { trouble: "line drops", moment: "before" },
  },
  {
    ...known("nobody waits until an earlier command is quiet"),
    run: silent,
    fault: { trouble: "line drops", moment: "during" },
    finds: /is sent while .* is still at work/,
  },
  { ...known("the pool's state is set before the copy is recovered"), run: silent, fault: null },
  { ...known("the last log backup of the chain is dropped"), run: silent, fault: null },
  { ...known("the loss is stated as nothing"), run: silent, fault: null },
  {
    ...known("a lease that another console took is not noticed"),
    run: silent,
    fault: { trouble: "console freezes", moment: "before" },
    finds: /by a console without the lease/,
  },
  {
    ...known("the intent is written while the command is already on its way"),
    run: "mirror failover",
    fault: { trouble: "line drops", moment: "before" },
  },
  {
    name: "a cmdlet of which nobody knows whether it had its effect may be repeated",
    path: "#lib/domain/steps/fail-over-mirror.ts",
    plant: stepWith("failOverMirror", (act) => ({ ...act, repeatable: true })),
    run: "mirror failover",
    fault: { trouble: "line drops", moment: "before" },
    finds: /is intended again .* without a person's answer/,
  },
  {
    name: "what a called-off run did is not taken back",
    path: "#lib/domain/steps/fence-home.ts",
    plant: stepWith("fenceHome", ({ undo: _, ...act }) => act),
    run: "failover called off, its fence undone",
    fault: null,
    finds: /writable are none, not sqlmi01/,
  },
  {
    name: "a drill's copy counts as dropped while it is there",
    path: "#lib/domain/steps/drill/leftovers.ts",
    plant: (real) => ({
      leftoversGone: { ...(real.leftoversGone as object), look: passed("drill-leftovers-gone") },
      dropDrillCopy: (...args: readonly unknown[]) => ({
        ...(real.dropDrillCopy as (...all: readonly unknown[]) => Act)(...args),
        observe: async () => ({ state: "done", facts: {} }),
      }),
    }),
    run: "harmless drill",
    fault: null,
    finds: /the drill's copy is still there/,
  },
];

function passed(checkId: string) {
  return async (ctx: { readonly ports: { readonly clock: { now(): Date } } }) => ({
    checkId,
    verdict: "pass",
    facts: {},
    at: ctx.ports.clock.now().toISOString(),
  });
}
