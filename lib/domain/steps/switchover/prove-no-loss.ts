import { readDatabase } from "#lib/domain/commands/observations.ts";
import { compareLsn } from "#lib/domain/log-chain/plan-chain.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct } from "#lib/domain/steps/act.ts";
import { abort, asDisaster, lookAgain } from "#lib/domain/steps/choices.ts";
import { pinnedSet } from "#lib/domain/steps/failback/backup-acts.ts";
import { tailHeaderId } from "#lib/domain/steps/fence-home.ts";
import { readOpposite } from "#lib/domain/steps/shared-checks.ts";
import type { LiveContext, NextActs, Question, Step } from "#lib/domain/steps/step.ts";

const kind = "loss-not-proven-nothing";

/** What was compared: where home's log ends, and where the copy stands that will take over. LSNs as decimal text. */
type Proof = {
  readonly isProven: boolean;
  readonly tailEnds: string | null;
  readonly redo: string | null;
  readonly home: Readonly<Record<string, string>>;
  readonly homeIsSilent: boolean;
};

/** A person said that home is lost: from then on this run is a failover, with its loss and its attestations. */
export const becameDisaster = (run: RunState): boolean =>
  run.taken.some((t) => t.decision.kind === kind && t.choice === asDisaster.id);

/**
 * Before the point of no return: the tail with which home went RESTORING ends exactly where the other copy stands. Anything else is
 * unknown, and the run stops. Only where home does not answer any more may a person go on, as in a disaster. sql-server A8.
 */
export const proveNoLoss: Step = {
  id: "prove-no-loss",
  number: "",
  way: "needs-no-undo",
  precheck: [],
  proof: [],
  planned: () => [],
  acts: (ctx) => {
    const looked = ctx.run.taken.filter((t) => t.decision.kind === kind && t.choice === lookAgain.id).length;
    const id = `tail-against-redo:${looked + 1}`;
    const proof = resultOf(ctx.run, id) as Proof | undefined;
    const acts: NextActs = { acts: [evidenceAct(id, ctx.plan.target, compare)] };
    if (!proof || proof.isProven || becameDisaster(ctx.run)) return acts;
    return { acts: [], question: notProven(proof) };
  },
};

async function compare(ctx: LiveContext): Promise<Proof> {
  const tail = pinnedSet(ctx.run, tailHeaderId);
  const { redoLsn } = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
  const opposite = await readOpposite(ctx);
  const isFenced = opposite.every((o) => o.verdict !== "writable" && o.verdict !== "answers-unproven");
  return {
    // Home may go silent after its tail was taken: nothing was written to a RESTORING copy since.
    isProven: tail !== null && redoLsn !== null && isFenced && compareLsn(tail.lastLsn, redoLsn) === 0,
    tailEnds: tail?.lastLsn ?? null,
    redo: redoLsn,
    home: Object.fromEntries(opposite.map((o) => [o.instance, `${o.verdict}: ${o.detail}`])),
    homeIsSilent: opposite.some((o) => o.instance === ctx.plan.fence?.instance && o.verdict === "unreachable"),
  };
}

function notProven(proof: Proof): Question {
  return {
    key: kind,
    kind,
    facts: {
      "end of home's log": proof.tailEnds ?? "not known: no tail was backed up",
      "redo point of the other copy": proof.redo ?? "not known",
      ...proof.home,
    },
    choices: [lookAgain, ...(proof.homeIsSilent ? [asDisaster] : []), abort],
    suggested: proof.homeIsSilent ? null : lookAgain.id,
  };
}
