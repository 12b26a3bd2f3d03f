import { whatIfActiveServers, whatIfPersistentChatState } from "#lib/domain/commands/cmdlets.ts";
import { readSecondaryJobs } from "#lib/domain/commands/secondary-jobs.ts";
import { AppError } from "#lib/domain/errors.ts";
import { stepsOf } from "#lib/domain/procedures/all.ts";
import { readOpposite } from "#lib/domain/steps/shared-checks.ts";
import {
  readChatService,
  readChatWindowsService,
  readManagementStore,
  readPoolState,
} from "#lib/domain/steps/shell-reads.ts";
import type { PinnedPlan } from "#lib/domain/steps/step.ts";
import { forecastLoss } from "./forecast-loss.ts";
import { type PlanDraft, type PlanLooks, planFinding, readSide, see, whatIf, worstFirst } from "./looks.ts";

/** Findings without which Start stays off. What may be attested or decided in the run is not among them. */
const mustPass = [
  "can-switch-state",
  "can-switch-active",
  "management-store",
  "target-restoring",
  "console-place",
  "no-active-run",
];

/** Looks at everything a failover needs and pins its targets by role. @throws AppError "refused" when there is no target or no identity */
export async function buildFailoverPlan(
  looks: PlanLooks,
): Promise<{ readonly pinned: PinnedPlan; readonly view: PlanDraft }> {
  const { pool, ports } = looks;
  const [home, other, state, service, master] = await Promise.all([
    readSide(looks, "home"),
    readSide(looks, "other"),
    see(readPoolState(ports.shell, pool.fqdn)),
    see(readChatService(ports.shell, pool.fqdn)),
    see(readManagementStore(ports.shell)),
  ]);
  const targetSide = other.find(
    (s) =>
      s.database.value?.state === "RESTORING" && s.database.value.role === null && s.database.value.redoLsn !== null,
  );
  if (!targetSide) {
    const found = other
      .map((s) => `${s.instance.name}: mgc ${s.database.error ?? s.database.value?.state ?? "absent"}`)
      .join("; ");
    throw new AppError(
      "refused",
      `no instance in ${pool.sites.other} holds mgc in state RESTORING (${found}). A failover needs the log-shipped copy there.`,
    );
  }
  if (!state.value)
    throw new AppError(
      "unreachable",
      `the pool's identity cannot be read: ${state.error}. Start the management shell's module and the Central Management store first.`,
    );
  const target = targetSide.instance;
  const mirror = other.find((s) => s.instance.name !== target.name)?.instance ?? null;
  const active =
    pool.activeInOther.length > 0
      ? pool.activeInOther
      : pool.chatServers
          .filter((s) => s.site === "other")
          .map((s) => s.fqdn)
          .slice(0, 4);
  const services = await Promise.all(
    active.map(async (server) => ({ server, seen: await see(readChatWindowsService(ports.shell, server)) })),
  );
  const jobs = await see(readSecondaryJobs(ports.sql, target.name));
  const topology = sqlName(service.value?.BackupPersistentChatDatabase ?? null, target.name);
  const pins: Omit<PinnedPlan, "steps"> = {
    id: looks.planId,
    procedure: "failover",
    poolFqdn: pool.fqdn,
    order: looks.order,
    opposite: home.map((s) => s.instance.name),
    target: target.name,
    targetMirror: mirror?.name ?? null,
    poolStateIdentity: state.value.identity,
    activeServers: active,
    chatServices: Object.fromEntries(services.flatMap((s) => (s.seen.value ? [[s.server, s.seen.value.name]] : []))),
    copyJob: jobs.value?.copyJob ?? null,
    restoreJob: jobs.value?.restoreJob ?? null,
    targetSqlFqdn: topology.fqdn,
    targetSqlInstance: topology.instance,
    newPrincipal: null,
    captureId: looks.captureId,
  };
  const at = ports.clock.now().toISOString();
  const opposite = (await readOpposite({ ports, plan: pins })).map((o) => ({ ...o, at }));
  const writable = opposite.filter((o) => o.verdict === "writable");
  const silent = opposite.filter((o) => o.verdict === "unreachable" || o.verdict === "answers-unproven");
  const steps = stepsOf("failover", looks.order);
  const share = await see(ports.files.list("backupShare"));
  const findings = worstFirst([
    await whatIf(looks, "can-switch-state", whatIfPersistentChatState(state.value.identity)),
    await whatIf(looks, "can-switch-active", whatIfActiveServers(active, pool.activeListIdentity)),
    planFinding(looks, "management-store", master.error !== null ? "unknown" : master.value ? "pass" : "fail", {
      master: master.value ?? master.error ?? "blank",
    }),
    planFinding(looks, "next-hop", "unknown", { registrar: service.value?.Registrar ?? "not known" }),
    planFinding(
      looks,
      "home-fenced",
      writable.length > 0 ? "fail" : silent.length > 0 ? "unknown" : "pass",
      Object.fromEntries(opposite.map((o) => [o.instance, `${o.verdict}: ${o.detail}`])),
    ),
    planFinding(looks, "target-restoring", "pass", {
      instance: target.name,
      redo: targetSide.database.value?.redoLsn ?? null,
    }),
    planFinding(looks, "share-reachable", share.error === null ? "pass" : "unknown", {
      share: pool.folders.backupShare.asServer,
      found: share.value ? `${share.value.length} files` : share.error,
    }),
    planFinding(looks, "services-ready", services.every((s) => s.seen.value) ? "pass" : "unknown", {
      servers: services
        .map((s) => `${s.server}: ${s.seen.value?.status ?? s.seen.error ?? "no chat service"}`)
        .join(", "),
    }),
    planFinding(looks, "capture-age", looks.captureId ? "pass" : "warn", { capture: looks.captureId ?? "none yet" }),
    planFinding(looks, "console-place", pool.consoleStandsIn === "home" ? "fail" : "pass", {
      site: pool.consoleStandsIn,
    }),
    planFinding(looks, "no-active-run", looks.openRun ? "fail" : "pass", { run: looks.openRun ?? "none" }),
  ]);
  const blocking = findings.filter((f) => mustPass.includes(f.checkId) && f.verdict !== "pass").map((f) => f.checkId);
  const planned = steps.map((step) => ({ id: step.id, commands: step.planned(pins, pool) }));
  return {
    pinned: { ...pins, steps: planned },
    view: {
      id: looks.planId,
      procedure: "failover",
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
          targets: [...new Set(commands.map((c) => c.command.target))],
          commands,
          estimateSeconds: null,
        };
      }),
      loss: await forecastLoss(looks, share.value ?? []),
      estimateSeconds: null,
      finish: null,
      opposite,
      lastChance: lastChance(opposite, home),
      typedName: pool.sites.other,
      blocking: writable.length > 0 ? [...blocking, "home-fenced"] : blocking,
      choices: [],
    },
  };
}

/** Host as the product's topology says it ("PersistentChatDatabase:sqlto01.contoso.local"), instance from there or from the pool file. */
function sqlName(property: string | null, name: string): { readonly fqdn: string; readonly instance: string } {
  const [host = name, instance = ""] = name.split("\\");
  const said = property?.includes(":") ? property.slice(property.indexOf(":") + 1).split("\\") : [];
  return { fqdn: said[0] ?? host, instance: said[1] ?? instance };
}

/** A living mirror or principal at home may save everything: offered before a site failover (dba-notes 7). */
function lastChance(
  opposite: PlanDraft["opposite"],
  home: Awaited<ReturnType<typeof readSide>>,
): PlanDraft["lastChance"] {
  const principal = opposite.find((o) => o.verdict === "writable");
  if (principal) return { kind: "home-principal-answers", detail: principal.instance };
  const mirror = home.find((s) => s.database.value?.role === "MIRROR");
  if (mirror) return { kind: "home-mirror-alive", detail: mirror.instance.name };
  return { kind: "nothing-answers", detail: opposite.map((o) => `${o.instance} ${o.at}`).join(", ") };
}
