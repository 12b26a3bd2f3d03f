import { AppError } from "#lib/domain/errors.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { readPoolState } from "#lib/domain/steps/shell-reads.ts";
import { drillChain, drillNamesFree, drillSpace } from "./findings/drill.ts";
import { standingFindings } from "./findings/standing.ts";
import { chatServicesOf } from "./home-servers.ts";
import { type PlanDraft, type PlanLooks, readSide, see, worstFirst } from "./looks.ts";
import { drillPlaces, pinDrill } from "./pin-drill.ts";
import { serversToActivate } from "./pin-failover.ts";
import { planOf } from "./plan-view.ts";
import { timeFactsOf } from "./time-facts.ts";

/**
 * Looks at what a harmless drill restores, where, and whether nothing is in its way. Only reads.
 * @throws AppError "refused" without a full backup that the other instance reads, "unreachable" without the pool's identity
 */
export async function buildDrillPlan(
  looks: PlanLooks,
): Promise<{ readonly pinned: PinnedPlan; readonly view: PlanDraft }> {
  const { pool, ports } = looks;
  const [home, other, state] = await Promise.all([
    readSide(looks, "home"),
    readSide(looks, "other"),
    see(readPoolState(ports.shell, pool.fqdn)),
  ]);
  if (!state.value)
    throw new AppError(
      "unreachable",
      `the pool's identity cannot be read: ${state.error}. The drill calls the failover's cmdlets with it.`,
    );
  const { source, target } = drillPlaces(looks, { home, other });
  const { pins, listed } = await pinDrill(looks, { source, target });
  const activeServers = serversToActivate(pool);
  const at = { target, pins, listed };
  const findings = worstFirst([
    await drillChain(looks, at),
    await drillNamesFree(looks, at),
    await drillSpace(looks, at),
    ...standingFindings(looks),
  ]);
  const plan: Omit<PinnedPlan, "steps"> = {
    id: looks.planId,
    procedure: "drill",
    poolFqdn: pool.fqdn,
    order: looks.order,
    opposite: [],
    target,
    targetMirror: null,
    poolStateIdentity: state.value.identity,
    activeServers,
    chatServices: await chatServicesOf(looks, activeServers),
    copyJob: null,
    restoreJob: null,
    targetSqlFqdn: "",
    targetSqlInstance: "",
    newPrincipal: null,
    captureId: null,
    drill: pins,
  };
  return planOf(looks, plan, {
    findings,
    loss: null,
    opposite: [],
    lastChance: null,
    time: timeFactsOf(looks),
    typedName: pool.sites.other,
    blocking: findings.filter((f) => f.verdict === "fail").map((f) => f.checkId),
  });
}
