import { readFilePlaces } from "#lib/domain/commands/failback-observations.ts";
import { readJob } from "#lib/domain/commands/observations.ts";
import { readShippingPrimary } from "#lib/domain/commands/shipping-observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import { planMoves } from "#lib/domain/steps/failback/file-plan.ts";
import type {
  CompliancePin,
  FailbackPins,
  HomeCopy,
  Rebuild,
  ServicePin,
  Way,
} from "#lib/domain/steps/failback/pins.ts";
import { discoverServices } from "#lib/domain/steps/failback/read-service.ts";
import { readStartType, startTypeBefore } from "#lib/domain/steps/failback/start-type.ts";
import { newLogBackupJob } from "#lib/domain/steps/verify.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { ranInOther } from "./captured-services.ts";
import { type PlanLooks, type Side, see } from "./looks.ts";

type SideCopy = Side[number];

/** The instance of the other site whose mgc serves. @throws AppError "refused" when none is online there */
export function servingCopy(other: Side, pool: Pool): SideCopy {
  const found = other.find(({ database: { value } }) => value?.state === "ONLINE" && value.role !== "MIRROR");
  if (found) return found;
  const seen = other.map((s) => `${s.instance.name}: mgc ${s.database.error ?? s.database.value?.state ?? "absent"}`);
  throw new AppError(
    "refused",
    `no instance in ${pool.sites.other} has mgc online (${seen.join("; ")}). A failback carries over what serves there; without it there is nothing to bring home.`,
  );
}

/** Home's own instance, which the product's topology calls its database. @throws AppError "refused" while it does not answer */
export function homeTarget(home: Side, pool: Pool): SideCopy {
  const found = home.find((s) => s.instance.duties.includes("home A"));
  if (found && found.database.error === null) return found;
  throw new AppError(
    "refused",
    `${found?.instance.name ?? "home A"} does not answer: ${found?.database.error ?? "it is not in the pool file"}. Start SQL Server in ${pool.sites.home} first; an instance without mgc is enough.`,
  );
}

/** What every home instance holds and which of its jobs would write again. An instance that does not answer is "unreachable". */
export async function homeCopies(looks: PlanLooks, home: Side): Promise<readonly HomeCopy[]> {
  return Promise.all(
    home.map(async ({ instance, database }): Promise<HomeCopy> => {
      if (database.value === null)
        return { instance: instance.name, state: "unreachable", role: null, backupJob: null };
      const shipping = await see(readShippingPrimary(looks.ports.sql, instance.name));
      return {
        instance: instance.name,
        state: database.value.state ?? "absent",
        role: database.value.role,
        backupJob: shipping.value?.job ?? null,
      };
    }),
  );
}

type SiteServices = { readonly services: readonly ServicePin[]; readonly silent: readonly string[] };

/**
 * Chat and compliance services of home with how each starts. What is disabled was disabled by somebody: by an earlier run of this
 * console, then its journal has the value of before; by a person, then it stays.
 */
export async function homeServicesOf(looks: PlanLooks): Promise<SiteServices> {
  const { services, silent } = await siteServices(looks, "home");
  const types = await Promise.all(services.map((at) => see(readStartType(looks.ports.shell, at))));
  return {
    services: services.map((at, i) => {
      const now = types[i]?.value ?? null;
      const startType = now === "Disabled" ? startTypeBefore(looks.earlierRuns, at) : now;
      return startType === null ? at : { ...at, startType };
    }),
    silent,
  };
}

/** Chat and compliance services of one site by discovered name; `silent`: servers that did not say. */
export async function siteServices(looks: PlanLooks, site: "home" | "other"): Promise<SiteServices> {
  const servers = looks.pool.chatServers.filter((s) => s.site === site).map((s) => s.fqdn);
  const seen = await Promise.all(servers.map((server) => see(discoverServices(looks.ports.shell, server))));
  return {
    services: seen.flatMap((s) => s.value ?? []),
    silent: servers.filter((_, i) => seen[i]?.error !== null),
  };
}

type Parts = {
  readonly way: Way;
  readonly source: SideCopy;
  readonly target: string;
  readonly home: readonly HomeCopy[];
  readonly services: { readonly home: readonly ServicePin[]; readonly other: readonly ServicePin[] };
  readonly activeNow: readonly string[];
  readonly mirrored: FailbackPins["mirrored"];
  readonly rebuild: Rebuild;
  readonly compliance: readonly CompliancePin[];
};

/** Puts a plan's failback part together; every file name ends in the plan's id, so that no run writes to another one's file. */
export async function failbackPins(looks: PlanLooks, parts: Parts): Promise<FailbackPins> {
  const { pool, planId, ports } = looks;
  const { source } = parts;
  const at = (folder: "backupShare" | "newLogBackups", name: string) =>
    `${pool.folders[folder].asServer.replace(/\\+$/, "")}\\${name}`;
  const plain = (instance: string) => instance.replaceAll(/[^A-Za-z0-9-]/g, "_");
  const { sql } = ports;
  const [listed, sourceMaster, now, master] = await Promise.all([
    readFilePlaces(sql, source.instance.name, "mgc"),
    readFilePlaces(sql, source.instance.name, "master"),
    readFilePlaces(sql, parts.target, "mgc"),
    readFilePlaces(sql, parts.target, "master"),
  ]);
  const ownJob = await see(readJob(ports.sql, source.instance.name, newLogBackupJob));
  return {
    way: parts.way,
    source: source.instance.name,
    sourceMirror: parts.mirrored.includes("mgc") ? (source.database.value?.partner ?? null) : null,
    mirrored: parts.mirrored,
    compliance: parts.compliance,
    home: parts.home,
    homeServices: parts.services.home,
    otherServices: parts.services.other,
    activeNow: parts.activeNow,
    otherRan: ranInOther(looks.capture, pool),
    files: {
      safe: Object.fromEntries(
        parts.home.map((h) => [h.instance, at("newLogBackups", `mgc_safe_${plain(h.instance)}_${planId}.bak`)]),
      ),
      full: at("backupShare", `mgc_failback_${planId}.bak`),
      reseed: at("backupShare", `mgc_reseed_${planId}.bak`),
      tail: at("backupShare", `mgc_failback_tail_${planId}.bak`),
    },
    moves: {
      home: planMoves({ listed, now, captured: parts.rebuild.files, master }),
      other: planMoves({ listed, now: listed, captured: [], master: sourceMaster }),
    },
    ownLogJob: ownJob.value ? newLogBackupJob : null,
    rebuild: parts.rebuild,
  };
}
