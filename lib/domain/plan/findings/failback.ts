import { instanceStateQuery, instanceStateRow } from "#lib/domain/commands/queries/instance-state.ts";
import { type PlanLooks, planFinding, see } from "#lib/domain/plan/looks.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import type { FailbackPins, HomeCopy, Rebuild, Way } from "#lib/domain/steps/failback/pins.ts";

/** There is something to fail back only while the pool uses the other site's databases. */
export function poolFailedOver(looks: PlanLooks, poolState: string): Finding {
  return planFinding(looks, "pool-failed-over", poolState === "FailedOver" ? "pass" : "fail", { poolState });
}

/** Whether the capture, or a person or the pool file in its place, says everything that is rebuilt; what nobody has is named and never made up (rule 3). */
export function captureHolds(looks: PlanLooks, rebuild: Rebuild): Finding {
  const said = rebuild.said ?? [];
  const isSaid = rebuild.given.length + said.length > 0;
  const verdict = rebuild.missing.length > 0 ? "fail" : isSaid ? "warn" : "pass";
  return planFinding(looks, "capture-holds", verdict, {
    capture: rebuild.captureId,
    missing: rebuild.missing.join(", ") || "nothing",
    ...(rebuild.given.length > 0 ? { poolFile: rebuild.given.join(", ") } : {}),
    ...Object.fromEntries(said.map(({ what, person, at }) => [what, `said by ${person} at ${at}`])),
    ...rebuild.taken,
  });
}

/**
 * A backup goes to the same version or a newer one, never back (3169): a newer other site makes the failover one-way. The log
 * swap needs equal versions: a log is not applied across an upgrade and back.
 */
export async function versionsFit(
  looks: PlanLooks,
  at: { readonly source: string; readonly target: string; readonly way: Way },
): Promise<Finding> {
  const read = async (instance: string) => {
    const rows = await looks.ports.sql.read(instanceStateQuery(instance), instanceStateRow);
    return rows[0]?.productVersion ?? null;
  };
  const [source, target] = await Promise.all([see(read(at.source)), see(read(at.target))]);
  const facts = {
    [at.source]: source.value ?? source.error,
    [at.target]: target.value ?? target.error,
  };
  if (!source.value || !target.value) return planFinding(looks, "versions-equal", "unknown", facts);
  const order = compareVersions(source.value, target.value);
  const bad = order > 0 || (order < 0 && at.way === "log-swap");
  const verdict = bad ? "fail" : source.value === target.value ? "pass" : "warn";
  return planFinding(looks, "versions-equal", verdict, facts);
}

/** By major and minor number: builds of one version exchange backups. */
function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((v) => v.split(".").map(Number));
  return (x?.[0] ?? 0) - (y?.[0] ?? 0) || (x?.[1] ?? 0) - (y?.[1] ?? 0);
}

/** What came back, in the engine's words. A copy that does not open is overwritten without a safe copy: a person signs for it in the run. */
export function homeFound(looks: PlanLooks, copies: readonly HomeCopy[]): Finding {
  const opens = (c: HomeCopy) => c.state === "ONLINE" || c.state === "absent" || c.role === "MIRROR";
  const silent = copies.some((c) => c.state === "unreachable");
  return planFinding(looks, "home-found", silent ? "unknown" : copies.every(opens) ? "pass" : "warn", {
    ...Object.fromEntries(copies.map((c) => [c.instance, `${c.state}${c.role ? `, ${c.role.toLowerCase()}` : ""}`])),
  });
}

/** What runs in the other site after the return: what ran there before the failover, where a capture says so. */
export function otherServices(looks: PlanLooks, ran: FailbackPins["otherRan"]): Finding {
  return planFinding(looks, "other-services", ran ? "pass" : "warn", {
    started: ran?.map((at) => `${at.service} on ${at.server}`).join(", ") || (ran ? "none: none ran" : "none"),
  });
}

/** Chat servers whose services nobody could see: they are not stopped by this run. */
export function silentServers(looks: PlanLooks, silent: readonly string[]): Finding {
  return planFinding(looks, "services-ready", silent.length === 0 ? "pass" : "unknown", {
    silent: silent.join(", ") || "none",
  });
}
