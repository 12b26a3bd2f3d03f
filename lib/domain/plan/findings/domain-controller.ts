import { type PlanLooks, planFinding, see } from "#lib/domain/plan/looks.ts";
import type { Finding } from "#lib/domain/run/journal.ts";

/** How long one TCP connection may take. Milliseconds. */
const deadlineMs = 3_000;

/** Whether at least one domain controller accepts a connection; those of a lost site are expected to be silent. dba-notes 5. */
export async function domainControllerFinding(looks: PlanLooks): Promise<Finding> {
  const told = looks.pool.domainControllers ?? [];
  if (told.length === 0)
    return planFinding(looks, "domain-controller", "unknown", {
      remedy: "name them in the pool file: domainControllers: [{ name: <fqdn>, host: <address>, port: 389 }]",
    });
  const asked = await Promise.all(
    told.map(async (dc) => ({ dc, seen: await see(looks.ports.net.connect(dc.host, dc.port, deadlineMs)) })),
  );
  const facts = Object.fromEntries(
    asked.map(({ dc, seen }) => [dc.name, seen.error ?? `port ${dc.port} accepted after ${seen.value} ms`]),
  );
  return planFinding(looks, "domain-controller", asked.some((a) => a.seen.error === null) ? "pass" : "fail", facts);
}
