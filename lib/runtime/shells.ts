import type { TopologyStore } from "#lib/domain/topology/version.ts";
import type { Env } from "#lib/env.ts";
import type { ShellOffer } from "#lib/services/topology-context.ts";

const plain: readonly ShellOffer[] = ["powershell.exe", "pwsh"].map((executable) => ({ executable, arguments: [] }));

/**
 * The shells that may be chosen in a browser. Who could name a program there could run anything on this machine: so they come from
 * the machine's own environment, from pool files that were read on it, or are PowerShell by its plain name.
 */
export async function offeredShells(env: Env, topologies: TopologyStore): Promise<readonly ShellOffer[]> {
  const newest = await topologies.newest();
  const all = await Promise.all(newest.map(({ pool }) => topologies.versions(pool.fqdn)));
  const fromFiles = all
    .flat()
    .filter((version) => version.source === "pool-file")
    .map(({ pool }) => pool.managementShell);
  const found = [...(env.managementShell === null ? [] : [env.managementShell]), ...fromFiles, ...plain];
  return [...new Map(found.map((shell) => [JSON.stringify([shell.executable, shell.arguments]), shell])).values()];
}
