import { readFilePlaces } from "#lib/domain/commands/failback-observations.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Way } from "#lib/domain/steps/failback/pins.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { readOpposite } from "#lib/domain/steps/shared-checks.ts";
import { readChatService, readManagementStore, readPoolState } from "#lib/domain/steps/shell-reads.ts";
import { compareWays } from "./compare-ways.ts";
import { canSwitch } from "./findings/can-switch.ts";
import { captureAgeFinding } from "./findings/capture-age.ts";
import {
  captureHolds,
  homeFound,
  otherServices as otherServicesFinding,
  poolFailedOver,
  silentServers,
  versionsFit,
} from "./findings/failback.ts";
import { standingFindings } from "./findings/standing.ts";
import { activeAtHome, chatServicesOf } from "./home-servers.ts";
import { type PlanDraft, type PlanLooks, readSide, see, worstFirst } from "./looks.ts";
import { compliancePins } from "./pin-compliance.ts";
import { failbackPins, homeCopies, homeServicesOf, homeTarget, servingCopy, siteServices } from "./pin-failback.ts";
import { sqlName } from "./pin-failover.ts";
import { planOf } from "./plan-view.ts";
import { rebuildOf } from "./rebuild.ts";
import { timeFactsOf } from "./time-facts.ts";

/** Findings without which Start stays off. */
const mustPass = [
  "can-switch-state",
  "can-switch-active",
  "management-store",
  "pool-failed-over",
  "capture-holds",
  "versions-equal",
  "console-place",
  "no-active-run",
];

/**
 * Looks at what came back and what serves, reads out of the capture what must be rebuilt, and pins both. Only reads.
 * @throws AppError "refused" when home does not answer or nothing serves in the other site, "unreachable" without the pool's identity
 */
export async function buildFailbackPlan(
  asked: PlanLooks & { readonly way: Way },
): Promise<{ readonly pinned: PinnedPlan; readonly view: PlanDraft }> {
  const looks = { ...asked, order: asked.order === "documented" ? asked.order : ("state-first" as const) };
  const { pool, ports } = looks;
  const [home, other, state, service, master] = await Promise.all([
    readSide(looks, "home"),
    readSide(looks, "other"),
    see(readPoolState(ports.shell, pool.fqdn)),
    see(readChatService(ports.shell, pool.fqdn)),
    see(readManagementStore(ports.shell)),
  ]);
  const source = servingCopy(other, pool);
  const target = homeTarget(home, pool).instance.name;
  if (!state.value)
    throw new AppError(
      "unreachable",
      `the pool's identity cannot be read: ${state.error}. Start the management shell's module and the Central Management store first.`,
    );
  const names = home.map((s) => s.instance.name);
  const { rebuild, asked: askedParts } = rebuildOf(looks, {
    home: [target, ...names.filter((n) => n !== target)],
    source: source.instance.name,
  });
  const [copies, homeServices, otherServices, compliance] = await Promise.all([
    homeCopies(looks, home),
    homeServicesOf(looks),
    siteServices(looks, "other"),
    see(readDatabase(ports.sql, source.instance.name, "mgccomp")),
  ]);
  const activeServers = activeAtHome(looks, rebuild.activeServers);
  const second = copies.find((c) => c.instance !== target && c.state !== "unreachable");
  const topology = sqlName(service.value?.PersistentChatDatabase ?? null, target);
  const pins: Omit<PinnedPlan, "steps"> = {
    id: looks.planId,
    procedure: "failback",
    poolFqdn: pool.fqdn,
    order: looks.order,
    opposite: other.map((s) => s.instance.name),
    target,
    targetMirror: second?.instance ?? null,
    poolStateIdentity: state.value.identity,
    activeServers,
    chatServices: await chatServicesOf(looks, activeServers),
    copyJob: rebuild.secondary?.copyJob ?? null,
    restoreJob: rebuild.secondary?.restoreJob ?? null,
    targetSqlFqdn: topology.fqdn,
    targetSqlInstance: topology.instance,
    newPrincipal: null,
    captureId: looks.capture?.id ?? null,
    failback: await failbackPins(looks, {
      way: looks.way,
      source,
      target,
      home: copies,
      activeNow: service.value?.ActiveServers ?? [],
      services: { home: homeServices.services, other: otherServices.services },
      mirrored: [
        ...(source.database.value?.role ? (["mgc"] as const) : []),
        ...(compliance.value?.role ? (["mgccomp"] as const) : []),
      ],
      rebuild,
      compliance: await compliancePins(looks, {
        rebuild,
        service: service.value,
        first: { home: target, other: source.instance.name },
      }),
    }),
  };
  const findings = worstFirst([
    ...(await canSwitch(looks, { identity: state.value.identity, active: activeServers, master })),
    poolFailedOver(looks, state.value.poolState),
    captureHolds(looks, rebuild),
    await versionsFit(looks, { source: source.instance.name, target, way: looks.way }),
    homeFound(looks, copies),
    silentServers(looks, [...homeServices.silent, ...otherServices.silent]),
    otherServicesFinding(looks, pins.failback?.otherRan),
    captureAgeFinding(looks),
    ...standingFindings(looks),
  ]);
  const at = ports.clock.now().toISOString();
  const time = timeFactsOf(looks);
  const draft = planOf(looks, pins, {
    findings,
    loss: null,
    opposite: (await readOpposite({ ports, plan: pins })).map((answer) => ({ ...answer, at })),
    lastChance: null,
    time,
    typedName: pool.sites.home,
    blocking: findings
      .filter((f) => mustPass.includes(f.checkId) && f.verdict !== "pass" && f.verdict !== "warn")
      .map((f) => f.checkId),
  });
  const files = await see(readFilePlaces(ports.sql, source.instance.name, "mgc"));
  const sizeBytes = files.value?.reduce((sum, f) => sum + BigInt(f.sizeBytes), 0n).toString() ?? null;
  const equalVersions = findings.some((f) => f.checkId === "versions-equal" && f.verdict === "pass");
  return {
    pinned: draft.pinned,
    view: { ...draft.view, asked: askedParts, ways: compareWays(pins, { time, sizeBytes, equalVersions }) },
  };
}
