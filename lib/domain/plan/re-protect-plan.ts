import { readFilePlaces } from "#lib/domain/commands/failback-observations.ts";
import { readShippingSecondary } from "#lib/domain/commands/shipping-observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import { planMoves } from "#lib/domain/steps/failback/file-plan.ts";
import type { FailbackPins } from "#lib/domain/steps/failback/pins.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { readOpposite } from "#lib/domain/steps/shared-checks.ts";
import { readChatService, readPoolState } from "#lib/domain/steps/shell-reads.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { captureAgeFinding } from "./findings/capture-age.ts";
import { captureHolds, homeFound, versionsFit } from "./findings/failback.ts";
import { otherIsBehind, poolNormal, shippingBroken } from "./findings/re-protect.ts";
import { standingFindings } from "./findings/standing.ts";
import { activeAtHome, chatServicesOf } from "./home-servers.ts";
import { type PlanDraft, type PlanLooks, readSide, type Side, see, worstFirst } from "./looks.ts";
import { compliancePins } from "./pin-compliance.ts";
import { failbackPins, homeCopies, homeServicesOf } from "./pin-failback.ts";
import { sqlName } from "./pin-failover.ts";
import { planOf } from "./plan-view.ts";
import { rebuildOf } from "./rebuild.ts";
import { timeFactsOf } from "./time-facts.ts";

/** Findings without which Start stays off; "other-behind" only where it failed: unknown is looked at again in the run. */
const mustPass = [
  "pool-normal",
  "shipping-broken",
  "other-behind",
  "capture-holds",
  "versions-equal",
  "console-place",
  "no-active-run",
];

/**
 * Chat is at home and no log shipping protects it: a failback was ended early, or log shipping broke. Looks at both copies, reads out
 * of the capture what must be rebuilt, and pins both. Only reads.
 * @throws AppError "refused" when home does not serve or the other instance does not answer, "unreachable" without the pool's identity
 */
export async function buildReProtectPlan(
  asked: PlanLooks,
): Promise<{ readonly pinned: PinnedPlan; readonly view: PlanDraft }> {
  const looks = { ...asked, order: "state-first" as const };
  const { pool, ports } = looks;
  const [home, other, state, service] = await Promise.all([
    readSide(looks, "home"),
    readSide(looks, "other"),
    see(readPoolState(ports.shell, pool.fqdn)),
    see(readChatService(ports.shell, pool.fqdn)),
  ]);
  if (!state.value)
    throw new AppError(
      "unreachable",
      `the pool's identity cannot be read: ${state.error}. Start the management shell's module and the Central Management store first.`,
    );
  const serving = homeServing(home, pool);
  const replaced = otherTarget(other, pool);
  const [target, source] = [serving.instance.name, replaced.instance.name];
  const names = home.map((s) => s.instance.name);
  const { rebuild, asked: askedParts } = rebuildOf(looks, {
    home: [target, ...names.filter((n) => n !== target)],
    source,
  });
  const activeServers = activeAtHome(looks, rebuild.activeServers);
  const [copies, homeServices, left, chatServices] = await Promise.all([
    homeCopies(looks, home),
    homeServicesOf(looks),
    see(readShippingSecondary(ports.sql, source)),
    chatServicesOf(looks, activeServers),
  ]);
  const topology = sqlName(service.value?.PersistentChatDatabase ?? null, target);
  // Only what the re-seed replaces: nothing stands in the way of the other site's mgccomp.
  const mirrored = replaced.database.value?.role ? (["mgc"] as const) : [];
  const common = await failbackPins(looks, {
    way: "full-restore",
    source: replaced,
    target,
    home: copies,
    activeNow: service.value?.ActiveServers ?? [],
    services: { home: homeServices.services, other: [] },
    mirrored,
    rebuild,
    compliance: await compliancePins(looks, {
      rebuild,
      service: service.value,
      first: { home: target, other: source },
    }),
  });
  const pins: Omit<PinnedPlan, "steps"> = {
    id: looks.planId,
    procedure: "re-protect",
    poolFqdn: pool.fqdn,
    order: looks.order,
    opposite: other.map((s) => s.instance.name),
    target,
    targetMirror: copies.find((c) => c.instance !== target && c.state !== "unreachable")?.instance ?? null,
    poolStateIdentity: state.value.identity,
    activeServers,
    chatServices,
    copyJob: left.value?.copyJob ?? null,
    restoreJob: left.value?.restoreJob ?? null,
    targetSqlFqdn: topology.fqdn,
    targetSqlInstance: topology.instance,
    newPrincipal: null,
    captureId: looks.capture?.id ?? null,
    failback: await asReProtect(looks, common, { target, replaced, other }),
  };
  const at = { home: target, other: replaced, rebuild };
  const findings = worstFirst([
    poolNormal(looks, state.value.poolState),
    await shippingBroken(looks, at),
    await otherIsBehind(looks, at),
    captureHolds(looks, rebuild),
    // The copy goes from home to the other site this time.
    await versionsFit(looks, { source: target, target: source, way: "full-restore" }),
    homeFound(looks, copies),
    captureAgeFinding(looks),
    ...standingFindings(looks),
  ]);
  const now = ports.clock.now().toISOString();
  const draft = planOf(looks, pins, {
    findings,
    loss: null,
    opposite: (await readOpposite({ ports, plan: pins })).map((answer) => ({ ...answer, at: now })),
    lastChance: null,
    time: timeFactsOf(looks),
    typedName: pool.sites.home,
    blocking: findings
      .filter((f) => mustPass.includes(f.checkId) && f.verdict !== "pass" && f.verdict !== "warn")
      .map((f) => f.checkId),
  });
  return { pinned: draft.pinned, view: { ...draft.view, asked: askedParts } };
}

/** What a failback pins, for a run that only makes the other copy anew: no way home, and home's own files say what goes where. */
async function asReProtect(
  looks: PlanLooks,
  pins: FailbackPins,
  at: { readonly target: string; readonly replaced: Side[number]; readonly other: Side },
): Promise<FailbackPins> {
  const { sql } = looks.ports;
  const source = at.replaced.instance.name;
  const [listed, now, master] = await Promise.all([
    readFilePlaces(sql, at.target, "mgc"),
    readFilePlaces(sql, source, "mgc"),
    readFilePlaces(sql, source, "master"),
  ]);
  const leftover = at.other.find((s) => s.instance.name !== source && s.database.value?.state);
  return {
    ...pins,
    sourceMirror: leftover?.instance.name ?? null,
    files: { ...pins.files, safe: {}, full: "", tail: "" },
    moves: { home: [], other: planMoves({ listed, now, captured: [], master }) },
  };
}

/** The home instance whose mgc takes writes. @throws AppError "refused" when there is none: then chat is not at home */
function homeServing(home: Side, pool: Pool): Side[number] {
  const found = home.find((s) => s.database.value?.writable);
  if (found) return found;
  const seen = home.map((s) => `${s.instance.name}: mgc ${s.database.error ?? s.database.value?.state ?? "absent"}`);
  throw new AppError(
    "refused",
    `no instance in ${pool.sites.home} has a writable mgc (${seen.join("; ")}). Only a copy that serves can be shipped from there; plan a failback first.`,
  );
}

/** The instance of the other site that log shipping leads to. @throws AppError "refused" while it does not answer */
function otherTarget(other: Side, pool: Pool): Side[number] {
  const found = other.find((s) => s.instance.duties.includes("other A"));
  if (found && found.database.error === null) return found;
  throw new AppError(
    "refused",
    `${found?.instance.name ?? "other A"} does not answer: ${found?.database.error ?? "it is not in the pool file"}. Start SQL Server in ${pool.sites.other} first; an instance without mgc is enough.`,
  );
}
