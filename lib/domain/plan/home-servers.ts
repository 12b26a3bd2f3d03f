import { readChatWindowsService } from "#lib/domain/steps/shell-reads.ts";
import { type PlanLooks, see } from "./looks.ts";

/** The list from before the failover; where nobody captured one, the pool file's, and the plan says so. */
export function activeAtHome(looks: PlanLooks, captured: readonly string[] | null): readonly string[] {
  const home = looks.pool.chatServers.filter((s) => s.site === "home").map((s) => s.fqdn);
  const before = (captured ?? []).filter((s) => home.some((h) => h.toLowerCase() === s.toLowerCase()));
  if (before.length > 0) return before;
  return looks.pool.activeInHome;
}

/** The chat service of each server by its discovered name; a server that does not say is left out. */
export async function chatServicesOf(
  looks: PlanLooks,
  servers: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const seen = await Promise.all(servers.map((s) => see(readChatWindowsService(looks.ports.shell, s))));
  return Object.fromEntries(
    servers.flatMap((s, i) => {
      const name = seen[i]?.value?.name;
      return name === undefined ? [] : [[s, name]];
    }),
  );
}
