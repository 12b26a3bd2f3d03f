import { type PlanLooks, planFinding, see } from "#lib/domain/plan/looks.ts";
import type { Finding } from "#lib/domain/run/journal.ts";

/** How long one TCP connection may take. Milliseconds. */
const deadlineMs = 3_000;

/**
 * Whether the next hop accepts a connection, and whether the pool file names the one that Get-CsService reports. `registrar` is that
 * property as read ("Registrar:fepool1.contoso.com"), null when it could not be read. It does not stop Start: the chat servers' way
 * to the next hop is not the console's. persistent-chat.md A.3, B.
 */
export async function nextHopFinding(looks: PlanLooks, registrar: string | null): Promise<Finding> {
  const told = looks.pool.nextHop;
  const reported = registrar === null ? null : registrar.slice(registrar.indexOf(":") + 1);
  if (!told)
    return planFinding(looks, "next-hop", "unknown", {
      registrar: reported,
      remedy: `name it in the pool file: nextHop: { name: ${reported ?? "<fqdn>"}, host: <address>, port: 5061 }`,
    });
  const seen = await see(looks.ports.net.connect(told.host, told.port, deadlineMs));
  const facts = {
    name: told.name,
    asked: `${told.host}:${told.port}`,
    answer: seen.error ?? `connection accepted after ${seen.value} ms`,
    registrar: reported,
  };
  if (seen.error !== null) return planFinding(looks, "next-hop", "fail", facts);
  if (reported === null) return planFinding(looks, "next-hop", "unknown", facts);
  if (reported.toLowerCase() === told.name.toLowerCase()) return planFinding(looks, "next-hop", "pass", facts);
  const differs = `the pool file says ${told.name}, Get-CsService says ${reported}`;
  return planFinding(looks, "next-hop", "warn", { ...facts, differs });
}
