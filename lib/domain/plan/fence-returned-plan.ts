import { AppError } from "#lib/domain/errors.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { plannedFence } from "#lib/domain/steps/returned/fence-returned.ts";
import { lookAtReturned } from "#lib/domain/steps/returned/look-returned.ts";
import { readOpposite } from "#lib/domain/steps/shared-checks.ts";
import { readPoolState } from "#lib/domain/steps/shell-reads.ts";
import { poolFailedOver } from "./findings/failback.ts";
import { type PlanDraft, type PlanLooks, planFinding, readSide, see, worstFirst } from "./looks.ts";
import { servingCopy } from "./pin-failback.ts";
import { planOf } from "./plan-view.ts";
import { timeFactsOf } from "./time-facts.ts";

/**
 * Looks at what came back with home and pins how it is kept from taking messages. Only reads.
 * @throws AppError "refused" when nothing serves in the other site, nothing at home answers, or nothing there could take messages
 */
export async function buildFenceReturnedPlan(
  looks: PlanLooks,
): Promise<{ readonly pinned: PinnedPlan; readonly view: PlanDraft }> {
  const { pool, ports } = looks;
  const [other, returned, state] = await Promise.all([
    readSide(looks, "other"),
    lookAtReturned(ports, pool),
    see(readPoolState(ports.shell, pool.fqdn)),
  ]);
  const serving = servingCopy(other, pool).instance.name;
  const said = returned.instances.map((i) => `${i.instance}: ${i.detail}`).join("; ");
  if (returned.instances.every((i) => i.verdict === "unreachable") && returned.services.length === 0)
    throw new AppError("refused", `nothing in ${pool.sites.home} answers (${said}): there is nothing to fence`);
  if (plannedFence(returned).length === 0)
    throw new AppError(
      "refused",
      `nothing that answers in ${pool.sites.home} could take messages (${said}): it is fenced`,
    );
  const pins: Omit<PinnedPlan, "steps"> = {
    id: looks.planId,
    procedure: "fence-returned-home",
    poolFqdn: pool.fqdn,
    order: looks.order,
    opposite: returned.instances.map((i) => i.instance),
    target: serving,
    targetMirror: null,
    poolStateIdentity: state.value?.identity ?? "",
    activeServers: [],
    chatServices: {},
    copyJob: null,
    restoreJob: null,
    targetSqlFqdn: "",
    targetSqlInstance: "",
    newPrincipal: null,
    captureId: looks.capture?.id ?? null,
    returned,
  };
  const findings = worstFirst([
    // While the pool is Normal its users are at home: fencing it would stop chat.
    poolFailedOver(looks, state.value?.poolState ?? `not known: ${state.error}`),
    planFinding(looks, "no-active-run", looks.openRun ? "fail" : "pass", { run: looks.openRun ?? "none" }),
  ]);
  const at = ports.clock.now().toISOString();
  return planOf(looks, pins, {
    findings,
    loss: null,
    opposite: (await readOpposite({ ports, plan: pins })).map((answer) => ({ ...answer, at })),
    lastChance: null,
    time: timeFactsOf(looks),
    typedName: pool.sites.other,
    blocking: findings.filter((f) => f.verdict !== "pass").map((f) => f.checkId),
  });
}
