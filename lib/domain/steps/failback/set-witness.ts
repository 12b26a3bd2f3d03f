import { setWitness as command } from "#lib/domain/commands/mirroring.ts";
import { readMirrorSession, sameAddress } from "#lib/domain/commands/mirroring-observations.ts";
import { known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Act, Check, Step } from "#lib/domain/steps/step.ts";
import { mirrorComplianceId } from "./mirror-compliance.ts";
import { complianceOf, failbackOf } from "./pins.ts";

type Pins = Omit<PinnedPlan, "steps">;
type Wanted = {
  readonly id: string;
  readonly instance: string;
  readonly database: "mgc" | "mgccomp";
  readonly address: string;
  /** The act that made its mirror: left out, there is nothing to watch over. */
  readonly after: string;
};

/** Every mirrored database that had a witness, with its address as captured. */
function wanted(plan: Pins): readonly Wanted[] {
  const { rebuild } = failbackOf(plan);
  const hasMirror = plan.targetMirror !== null && rebuild.wasMirrored;
  return [
    ...(hasMirror && rebuild.witness !== null
      ? [witnessOf("mgc", plan.target, { address: rebuild.witness, after: "create-home-mirror" })]
      : []),
    ...complianceOf(plan).flatMap((pin) =>
      pin.witness === null
        ? []
        : [witnessOf("mgccomp", pin.instance, { address: pin.witness, after: mirrorComplianceId(pin) })],
    ),
  ];
}

const witnessOf = (database: Wanted["database"], instance: string, of: Pick<Wanted, "address" | "after">): Wanted => ({
  id: `witness:${database}:${instance}`,
  instance,
  database,
  ...of,
});

/** By sys.database_mirroring of each principal: "SET WITNESS can complete successfully when entered, but fail later" (sql-server.md C3). */
const witnessConnected: Check = check(
  "witness-connected",
  async (ctx) => {
    const seen = await Promise.all(
      wanted(ctx.plan).map(async (each) => {
        const key = `${each.database} on ${each.instance}`;
        if (isLeftOut(ctx, each)) return { verdict: "warn", text: [key, "left without a witness"] } as const;
        const { witness, witnessState } = await readMirrorSession(ctx.ports.sql, each.instance, each.database);
        const good = sameAddress(witness, each.address) && witnessState === "CONNECTED";
        return {
          verdict: good ? "pass" : "fail",
          text: [key, `${witness ?? "none"}, ${witnessState ?? "unknown"}`],
        } as const;
      }),
    );
    const verdict = (["fail", "warn"] as const).find((bad) => seen.some((s) => s.verdict === bad)) ?? "pass";
    return finding(ctx, "witness-connected", verdict, Object.fromEntries(seen.map((s) => s.text)));
  },
  { patienceMs: 2 * 60_000, mayGoOn: true },
);

const isLeftOut = ({ run }: Pick<Parameters<Step["acts"]>[0], "run">, { id, after }: Wanted) =>
  [id, after].some((act) => run.acts.get(act)?.status === "skipped");

/**
 * The witness of every mirrored database, as captured. Install-CsMirrorDatabase takes it from the published topology and then this
 * finds it there; ending mirroring had dropped it (dba-notes 3). Without it nobody fails over by himself.
 */
export const setWitness: Step = {
  id: "set-witness",
  number: "",
  way: "can-be-undone",
  skip: { price: "no-witness" },
  precheck: [],
  proof: [witnessConnected],
  isIn: (plan) => wanted(plan).length > 0,
  planned: (plan) => wanted(plan).map((w) => known(command(w.instance, w.database, w.address))),
  acts: ({ plan, run }) => ({
    acts: wanted(plan)
      .filter(({ after }) => run.acts.get(after)?.status !== "skipped")
      .map(witnessAct),
  }),
};

function witnessAct(at: Wanted): Act {
  return sqlAct(command(at.instance, at.database, at.address), {
    id: at.id,
    repeatable: true,
    skip: "no-witness",
    observe: async (ctx) => {
      const { witness, witnessState } = await readMirrorSession(ctx.ports.sql, at.instance, at.database);
      const facts = { instance: at.instance, database: at.database, witness, witnessState };
      return observed(sameAddress(witness, at.address) ? "done" : "not-started", facts);
    },
  });
}
