import { overrideFor } from "#lib/domain/run/fold-override.ts";
import type { Finding, RunEventBody } from "#lib/domain/run/journal.ts";
import type { Act, Procedure, Step } from "#lib/domain/steps/step.ts";
import type { ActRun } from "#lib/engine/act-run.ts";
import type { RunJournal } from "#lib/engine/run-journal.ts";

/** A bug that somebody could write one day, planted into one module for one test; nothing of it is in the product. */
export type PlantedBug = {
  readonly name: string;
  readonly path: string;
  readonly plant: (real: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** How many seeds it may stay hidden. */
  readonly within: number;
  /** What one of the faults must say: found for the right reason. */
  readonly finds: RegExp;
};

type Fn = (...args: readonly unknown[]) => unknown;
/** The real function of a module; the casts below say what its module says. */
const fn = (real: Readonly<Record<string, unknown>>, name: string) => real[name] as Fn;
const journalWith =
  (change: (journal: RunJournal) => Partial<RunJournal>): PlantedBug["plant"] =>
  (real) => ({
    openJournal: async (...args: readonly unknown[]) => {
      const journal = (await fn(real, "openJournal")(...args)) as RunJournal;
      return { ...journal, ...change(journal) };
    },
  });
const passing = (id: string) => ({
  id,
  patienceMs: 0,
  mayGoOn: false,
  onBad: "ask",
  look: async (ctx: { readonly ports: { readonly clock: { now(): Date } } }) => ({
    checkId: id,
    verdict: "pass",
    facts: {},
    at: ctx.ports.clock.now().toISOString(),
  }),
});

export const bugs: readonly PlantedBug[] = [
  {
    name: "what was begun is not looked at before it is sent again",
    path: "#lib/engine/settle-unknown.ts",
    plant: () => ({ settleUnknown: async () => "not-started" }),
    within: 60,
    finds: /is intended again .* without a person's answer/,
  },
  {
    name: "nobody waits until an earlier command is quiet",
    path: "#lib/engine/wait-for-quiet.ts",
    plant: () => ({ waitForQuiet: async () => null, workUnderWay: async () => null }),
    within: 60,
    finds: /is sent while the same is still at work/,
  },
  {
    name: "the pool's state is set before the copy is recovered",
    path: "#lib/domain/procedures/failover.ts",
    plant: (real) => {
      const { id, stages } = real.failover as Procedure;
      const is = (stage: readonly Step[], step: string) => stage.some((s) => s.id === step);
      const swapped: Procedure["stages"] = (order) => {
        const all = stages(order);
        const early = all.filter((s) => is(s, "set-pool-state"));
        return all.flatMap((s) => (is(s, "bring-online") ? [...early, s] : is(s, "set-pool-state") ? [] : [s]));
      };
      return { failover: { id, stages: swapped } };
    },
    within: 20,
    finds: /Set-CsPersistentChatState took effect before RESTORE/,
  },
  {
    name: "the last log backup of the chain is dropped",
    path: "#lib/domain/log-chain/plan-chain.ts",
    plant: (real) => ({
      planChain: (...args: readonly unknown[]) => {
        const plan = fn(real, "planChain")(...args) as { readonly apply: readonly unknown[] };
        return { ...plan, apply: plan.apply.slice(0, -1) };
      },
    }),
    within: 60,
    finds: /and left out mgc_/,
  },
  {
    name: "a lease that another console took is not noticed",
    path: "#lib/engine/lease.ts",
    plant: (real) => ({
      acquireLease: async (...args: readonly unknown[]) => {
        const lease = (await fn(real, "acquireLease")(...args)) as Record<string, unknown> | null;
        return lease && { ...lease, assertFresh: () => undefined, lost: new AbortController().signal };
      },
    }),
    within: 200,
    finds: /by a console whose lease another one took/,
  },
  {
    name: "rule 1 always passes",
    path: "#lib/domain/steps/shared-checks.ts",
    plant: () => ({ ruleOne: passing("rule-one") }),
    within: 40,
    finds: /was made writable beside/,
  },
  {
    name: "a person's word counts for an hour",
    path: "#lib/domain/steps/shared-checks.ts",
    plant: (real) => ({
      ruleOne: {
        ...(real.ruleOne as object),
        look: async (ctx: {
          readonly run: { readonly taken: readonly { attestations: readonly { confirmedAt: string }[] }[] };
        }) => {
          const later = (at: string) => new Date(Date.parse(at) + 45 * 60_000).toISOString();
          const word = <A extends { confirmedAt: string }>(a: A) => ({ ...a, confirmedAt: later(a.confirmedAt) });
          const taken = ctx.run.taken.map((t) => ({ ...t, attestations: t.attestations.map(word) }));
          return { ...((await (real.ruleOne as { look: Fn }).look({ ...ctx, run: { ...ctx.run, taken } })) as object) };
        },
      },
    }),
    within: 60,
    finds: /was made writable beside/,
  },
  {
    name: "the intent is written while the command is already on its way",
    path: "#lib/engine/run-journal.ts",
    plant: journalWith((journal) => ({
      append: async (body: RunEventBody, row) => {
        if (body.kind !== "act-intended" || body.command === null) return journal.append(body, row);
        setImmediate(() => void journal.append(body, row).catch(() => undefined));
      },
    })),
    within: 10,
    finds: /was sent before its intent was written/,
  },
  {
    name: "a pause is noted, and the run goes on",
    path: "#lib/engine/run-journal.ts",
    plant: journalWith((journal) => ({
      gate: async () => {
        const run = await journal.refresh();
        if (run.pauseRequested && !run.isPaused) await journal.append({ kind: "paused" });
      },
    })),
    within: 60,
    finds: /is intended while the run is paused/,
  },
  {
    name: "an override passes, and its use is not written down",
    path: "#lib/engine/override.ts",
    plant: () => ({
      passesByOverride: async (run: ActRun, act: Act, finding: Finding) => {
        const now = run.context(act.id, () => undefined).ports.clock.now();
        return overrideFor(run.journal.state(), { actId: act.id, facts: finding.facts, now }) !== null;
      },
    }),
    within: 200,
    finds: /was made writable beside/,
  },
  {
    name: "a proof that fails is passed over",
    path: "#lib/engine/run-check.ts",
    plant: (real) => ({
      runCheck: async (...args: readonly unknown[]) => {
        const [run, step, check, phase] = args;
        return fn(real, "runCheck")(run, step, { ...(check as object), onBad: "record", patienceMs: 0 }, phase);
      },
    }),
    within: 100,
    finds: /(?:succeeded|ended) although/,
  },
  {
    name: "the loss is stated as nothing",
    path: "#lib/domain/run/loss.ts",
    plant: () => ({ lossOf: () => ({ fewest: "0", most: "0", sampledAt: null, completeUpTo: null, rooms: [] }) }),
    within: 20,
    finds: /the loss is stated as 0 to 0, and it is/,
  },
];
