import { readSecondaryJobs } from "#lib/domain/commands/secondary-jobs.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { readChatWindowsService } from "#lib/domain/steps/shell-reads.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { type PlanLooks, type Seen, type Side, see } from "./looks.ts";

type Read = {
  readonly home: Side;
  readonly other: Side;
  readonly state: Seen<{ readonly identity: string }>;
  /** The property BackupPersistentChatDatabase of the chat service, as read. */
  readonly backupStore: string | null;
};

/** What was seen of a chat server's own service. */
export type ServiceSeen = { readonly server: string; readonly seen: Seen<{ name: string; status: string } | null> };
export type FailoverPins = {
  readonly pins: Omit<PinnedPlan, "steps">;
  readonly redoLsn: string | null;
  readonly services: readonly ServiceSeen[];
};

/**
 * Pins by role what a failover works on: the RESTORING copy, its future mirror, servers and jobs as named now. Only reads.
 * @throws AppError "refused" when no instance holds a copy that takes log, "unreachable" when the pool's identity cannot be read
 */
export async function pinFailover(looks: PlanLooks, read: Read): Promise<FailoverPins> {
  const { pool, ports } = looks;
  const side = restoringCopy(read.other, pool);
  const { state } = read;
  if (!state.value)
    throw new AppError(
      "unreachable",
      `the pool's identity cannot be read: ${state.error}. Start the management shell's module and the Central Management store first.`,
    );
  const target = side.instance.name;
  const activeServers = serversToActivate(pool);
  const services = await Promise.all(
    activeServers.map(async (server) => ({ server, seen: await see(readChatWindowsService(ports.shell, server)) })),
  );
  const jobs = await see(readSecondaryJobs(ports.sql, target));
  const topology = sqlName(read.backupStore, target);
  const pins: Omit<PinnedPlan, "steps"> = {
    id: looks.planId,
    procedure: "failover",
    poolFqdn: pool.fqdn,
    order: looks.order,
    opposite: read.home.map((s) => s.instance.name),
    target,
    targetMirror: read.other.find((s) => s.instance.name !== target)?.instance.name ?? null,
    poolStateIdentity: state.value.identity,
    activeServers,
    chatServices: Object.fromEntries(services.flatMap((s) => (s.seen.value ? [[s.server, s.seen.value.name]] : []))),
    copyJob: jobs.value?.copyJob ?? null,
    restoreJob: jobs.value?.restoreJob ?? null,
    targetSqlFqdn: topology.fqdn,
    targetSqlInstance: topology.instance,
    newPrincipal: null,
    captureId: looks.capture?.id ?? null,
  };
  return { pins, redoLsn: side.database.value?.redoLsn ?? null, services };
}

function restoringCopy(other: Side, pool: Pool): Side[number] {
  const found = other.find(({ database: { value } }) => {
    return value?.state === "RESTORING" && value.role === null && value.redoLsn !== null;
  });
  if (found) return found;
  const seen = other.map((s) => `${s.instance.name}: mgc ${s.database.error ?? s.database.value?.state ?? "absent"}`);
  throw new AppError(
    "refused",
    `no instance in ${pool.sites.other} holds mgc in state RESTORING (${seen.join("; ")}). A failover needs the log-shipped copy there.`,
  );
}

/** As the pool file says; else the first four of the other site. */
export function serversToActivate(pool: Pool): readonly string[] {
  if (pool.activeInOther.length > 0) return pool.activeInOther;
  return pool.chatServers
    .filter((s) => s.site === "other")
    .map((s) => s.fqdn)
    .slice(0, 4);
}

/** Host as the product's topology says it ("PersistentChatDatabase:sqlto01.contoso.local"), instance from there or from the pool file. */
export function sqlName(property: string | null, name: string): { readonly fqdn: string; readonly instance: string } {
  const [host = name, instance = ""] = name.split("\\");
  const said = property?.includes(":") ? property.slice(property.indexOf(":") + 1).split("\\") : [];
  return { fqdn: said[0] ?? host, instance: said[1] ?? instance };
}
