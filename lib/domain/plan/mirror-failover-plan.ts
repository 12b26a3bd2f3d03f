import { AppError } from "#lib/domain/errors.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { type PlanDraft, type PlanLooks, planFinding, readSide, worstFirst } from "./looks.ts";
import { planOf } from "./plan-view.ts";
import { timeFactsOf } from "./time-facts.ts";

/** Looks at home's pair and pins which instance takes over. @throws AppError "refused" when no mirror answers */
export async function buildMirrorFailoverPlan(
  looks: PlanLooks,
): Promise<{ readonly pinned: PinnedPlan; readonly view: PlanDraft }> {
  const { pool } = looks;
  const home = await readSide(looks, "home");
  const mirror = home.find((s) => s.database.value?.role === "MIRROR");
  if (!mirror) {
    const found = home
      .map((s) => `${s.instance.name}: ${s.database.error ?? s.database.value?.role ?? "not mirrored"}`)
      .join("; ");
    throw new AppError(
      "refused",
      `no instance in ${pool.sites.home} answers as mirror of mgc (${found}). A mirror failover needs one.`,
    );
  }
  const database = mirror.database.value;
  const inStep = database?.mirroring === "SYNCHRONIZED";
  const pins: Omit<PinnedPlan, "steps"> = {
    id: looks.planId,
    procedure: "mirror-failover",
    poolFqdn: pool.fqdn,
    order: looks.order,
    opposite: home.filter((s) => s !== mirror).map((s) => s.instance.name),
    target: mirror.instance.name,
    targetMirror: null,
    poolStateIdentity: "",
    activeServers: [],
    chatServices: {},
    copyJob: null,
    restoreJob: null,
    targetSqlFqdn: "",
    targetSqlInstance: "",
    // The topology's primary store is home A; its mirror home B.
    newPrincipal: mirror.instance.duties.includes("home A") ? "Primary" : "Mirror",
    captureId: looks.capture?.id ?? null,
  };
  const findings = worstFirst([
    planFinding(looks, "mirror-synchronized", inStep ? "pass" : "fail", {
      instance: mirror.instance.name,
      state: database?.mirroring ?? null,
    }),
    planFinding(looks, "no-active-run", looks.openRun ? "fail" : "pass", { run: looks.openRun ?? "none" }),
  ]);
  const none = inStep ? "0" : null;
  return planOf(looks, pins, {
    findings,
    loss: { fewest: none, most: none, sampledAt: null, completeUpTo: null, rooms: [] },
    opposite: [],
    lastChance: null,
    time: timeFactsOf(looks),
    typedName: pool.sites.home,
    blocking: findings.filter((f) => f.verdict !== "pass").map((f) => f.checkId),
  });
}
