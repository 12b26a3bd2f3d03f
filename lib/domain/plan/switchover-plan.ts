import { AppError } from "#lib/domain/errors.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { lookForFailover, mustPassToMove } from "./look-for-failover.ts";
import { type PlanDraft, type PlanLooks, planFinding, worstFirst } from "./looks.ts";
import { planOf } from "./plan-view.ts";
import { reverseShipping } from "./reverse-shipping.ts";

/** A planned move waits until these are good too: nothing forces anybody to go on without them. */
const mustPass = [...mustPassToMove, "home-answers", "share-reachable"];

/**
 * Looks at everything that a planned move needs; home must live, be whole and say who is active. Only reads.
 * @throws AppError "refused" when home does not serve, the list of active servers is not known, or there is no target
 */
export async function buildSwitchoverPlan(
  looks: PlanLooks,
): Promise<{ readonly pinned: PinnedPlan; readonly view: PlanDraft }> {
  const { sites } = looks.pool;
  const { pins, fence, opposite, service, time, ...seen } = await lookForFailover(looks);
  if (fence === null)
    throw new AppError(
      "refused",
      `no single instance in ${sites.home} answers with mgc writable (${opposite.map((o) => `${o.instance}: ${o.detail}`).join("; ")}). A switchover moves chat while ${sites.home} serves; where it is lost, plan the failover.`,
    );
  if (service === null)
    throw new AppError(
      "unreachable",
      "the list of active servers cannot be read, so nobody could give it back. Make the management shell and the Central Management store answer first.",
    );
  const { pool, capture } = looks;
  const reverse = reverseShipping({ target: pins.target, home: fence.instance, capture, pool });
  const findings = worstFirst([...seen.findings, homeAnswers(looks, { opposite, unreached: fence.unreached })]);
  return planOf(
    looks,
    { ...pins, procedure: "switchover", switchover: { activeNow: service.ActiveServers, reverse } },
    {
      findings,
      // Nothing is lost, or the run stops before the point of no return.
      loss: { fewest: "0", most: "0", sampledAt: null, completeUpTo: null, rooms: [] },
      opposite,
      lastChance: null,
      time,
      typedName: sites.other,
      blocking: findings.filter((f) => mustPass.includes(f.checkId) && f.verdict !== "pass").map((f) => f.checkId),
    },
  );
}

type Home = { readonly opposite: PlanDraft["opposite"]; readonly unreached: readonly string[] };

/** Every home instance says what its mgc is, and every home chat server says which services it runs. */
function homeAnswers(looks: PlanLooks, { opposite, unreached }: Home): Finding {
  const silent = opposite.filter((o) => o.verdict === "unreachable" || o.verdict === "answers-unproven");
  const isWhole = silent.length === 0 && unreached.length === 0;
  return planFinding(looks, "home-answers", isWhole ? "pass" : "fail", {
    instances: silent.map((o) => `${o.instance}: ${o.detail}`).join("; ") || "all answer",
    "chat servers": unreached.join(", ") || "all answer",
  });
}
