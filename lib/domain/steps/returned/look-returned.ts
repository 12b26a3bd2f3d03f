import { readDatabase } from "#lib/domain/commands/observations.ts";
import { readShippingPrimary } from "#lib/domain/commands/shipping-observations.ts";
import { isStepError } from "#lib/domain/errors.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { ServicePin } from "#lib/domain/steps/failback/pins.ts";
import { discoverServices, readService } from "#lib/domain/steps/failback/read-service.ts";
import type { OppositeVerdict } from "#lib/domain/steps/shared-checks.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";

/** What came back with home, as one look found it: everything that fencing works on. */
export type ReturnedHome = {
  readonly instances: readonly {
    readonly instance: string;
    readonly verdict: OppositeVerdict;
    /** What the instance says of its mgc, or why it could not be asked. */
    readonly detail: string;
    /** `state_desc`, "absent", or "" where it could not be asked. */
    readonly state: string;
    readonly role: string | null;
    readonly isReadOnly: boolean;
    /** Its log-shipping backup job, found by id, if it would start on its schedule. */
    readonly backupJob: string | null;
  }[];
  /** Chat and compliance services that run there, by discovered name; never the replica service. */
  readonly services: readonly ServicePin[];
  /** Home chat servers that could not be asked. */
  readonly silentServers: readonly string[];
};

/** Looks at every home instance and home chat server. What does not answer says so; only reads; safe to call twice. */
export async function lookAtReturned(ports: Pick<Ports, "sql" | "shell">, pool: Pool): Promise<ReturnedHome> {
  const names = pool.instances.filter((i) => i.duties.some((d) => d === "home A" || d === "home B")).map((i) => i.name);
  const servers = pool.chatServers.filter((s) => s.site === "home").map((s) => s.fqdn);
  const [instances, found] = await Promise.all([
    Promise.all(names.map((name) => instanceSeen(ports, name))),
    Promise.all(servers.map(async (server) => ({ server, services: await runningServices(ports, server) }))),
  ]);
  return {
    instances,
    services: found.flatMap((f) => f.services ?? []),
    silentServers: found.filter((f) => f.services === null).map((f) => f.server),
  };
}

type InstanceSeen = ReturnedHome["instances"][number];

async function instanceSeen({ sql }: Pick<Ports, "sql">, instance: string): Promise<InstanceSeen> {
  try {
    const db = await readDatabase(sql, instance, "mgc");
    const shipping = await readShippingPrimary(sql, instance);
    const words = [`mgc is ${db.state ?? "absent"}`, db.role?.toLowerCase(), db.readOnly ? "read-only" : null];
    return {
      instance,
      verdict: db.writable ? "writable" : "proven-not-writable",
      detail: words.filter((word) => word).join(", "),
      state: db.state ?? "absent",
      role: db.role,
      isReadOnly: db.readOnly === true,
      backupJob: shipping?.enabled === 1 ? shipping.job : null,
    };
  } catch (e) {
    const verdict = isStepError(e) && e.code === "unreachable" ? "unreachable" : "answers-unproven";
    const detail = e instanceof Error ? e.message : String(e);
    return { instance, verdict, detail, state: "", role: null, isReadOnly: false, backupJob: null };
  }
}

async function runningServices({ shell }: Pick<Ports, "shell">, server: string): Promise<readonly ServicePin[] | null> {
  try {
    const all = await discoverServices(shell, server);
    const states = await Promise.all(all.map((at) => readService(shell, at)));
    return all.filter((_, i) => states[i] !== "Stopped");
  } catch {
    // Silence of a chat server is a finding of its own; what it would do shows when it answers.
    return null;
  }
}

/** Whether messages could be taken at home, or it is not known. */
export function endangers(home: ReturnedHome): boolean {
  return home.instances.some((i) => i.verdict === "writable" || i.verdict === "answers-unproven");
}

/** What a person is told of a look. */
export function factsOfReturned(home: ReturnedHome): Readonly<Record<string, string>> {
  const jobs = home.instances.flatMap((i) => (i.backupJob === null ? [] : [`${i.backupJob} on ${i.instance}`]));
  return {
    ...Object.fromEntries(home.instances.map((i) => [i.instance, `${i.verdict}: ${i.detail}`])),
    "services that run at home": home.services.map((s) => `${s.service} on ${s.server}`).join(", ") || "none found",
    ...(home.silentServers.length > 0 ? { "chat servers that do not answer": home.silentServers.join(", ") } : {}),
    "backup jobs that would run": jobs.join(", ") || "none found",
  };
}
