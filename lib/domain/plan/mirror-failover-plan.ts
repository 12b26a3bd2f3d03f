import { AppError } from "#lib/domain/errors.ts";
import { stepsOf } from "#lib/domain/procedures/all.ts";
import type { PinnedPlan } from "#lib/domain/steps/step.ts";
import { type PlanDraft, type PlanLooks, planFinding, readSide, worstFirst } from "./looks.ts";

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
    captureId: looks.captureId,
  };
  const steps = stepsOf("mirror-failover", looks.order);
  const planned = steps.map((step) => ({ id: step.id, commands: step.planned(pins, pool) }));
  const findings = worstFirst([
    planFinding(looks, "mirror-synchronized", inStep ? "pass" : "fail", {
      instance: mirror.instance.name,
      state: database?.mirroring ?? null,
    }),
    planFinding(looks, "no-active-run", looks.openRun ? "fail" : "pass", { run: looks.openRun ?? "none" }),
  ]);
  return {
    pinned: { ...pins, steps: planned },
    view: {
      id: looks.planId,
      procedure: "mirror-failover",
      homeName: pool.sites.home,
      otherName: pool.sites.other,
      order: looks.order,
      findings,
      steps: steps.map((step, i) => {
        const commands = planned[i]?.commands ?? [];
        return {
          id: step.id,
          number: step.number,
          way: step.way,
          targets: [mirror.instance.name],
          commands,
          estimateSeconds: null,
        };
      }),
      loss: inStep
        ? { fewest: "0", most: "0", sampledAt: null, completeUpTo: null, rooms: [] }
        : { fewest: null, most: null, sampledAt: null, completeUpTo: null, rooms: [] },
      estimateSeconds: null,
      finish: null,
      opposite: [],
      lastChance: null,
      typedName: pool.sites.home,
      blocking: findings.filter((f) => f.verdict !== "pass").map((f) => f.checkId),
      choices: [],
    },
  };
}
