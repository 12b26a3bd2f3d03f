import { installMirror } from "#lib/domain/commands/cmdlets.ts";
import { readShippingPrimary } from "#lib/domain/commands/shipping-observations.ts";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import type { ServicePin } from "#lib/domain/steps/failback/pins.ts";
import { readServices } from "#lib/domain/steps/failback/read-service.ts";
import { readStartType, type StartPin } from "#lib/domain/steps/failback/start-type.ts";
import type { FencePins } from "#lib/domain/steps/fence-pins.ts";
import { type PlanLooks, type Side, see } from "./looks.ts";

/**
 * Pins what fencing home would work on, or null: only where exactly one home instance answers writable. Services that run already
 * stopped are left out: undoing the fence must not start what it did not stop. Only reads.
 */
export async function pinFence(looks: PlanLooks, home: Side): Promise<FencePins | null> {
  const { pool, ports } = looks;
  const writable = home.filter((s) => s.database.value?.writable);
  const [principal] = writable;
  if (!principal || writable.length > 1) return null;
  const instance = principal.instance.name;
  const isMirrored = (principal.database.value?.role ?? null) !== null;
  const jobs = await Promise.all(
    home.map(async (s) => ({
      instance: s.instance.name,
      seen: await see(readShippingPrimary(ports.sql, s.instance.name)),
    })),
  );
  const servers = pool.chatServers.filter((s) => s.site === "home").map((s) => s.fqdn);
  const found = await Promise.all(
    servers.map(async (server) => ({ server, seen: await see(readServices(ports.shell, server)) })),
  );
  const [host = instance, name = ""] = instance.split("\\");
  const again = installMirror({
    sqlFqdn: `<FQDN of ${host}>`,
    sqlInstance: name,
    share: pool.folders.mirrorShare.asServer,
  });
  return {
    instance,
    mirror: isMirrored ? (principal.database.value?.partner ?? "the mirror") : null,
    backupJobs: jobs.flatMap(({ instance: at, seen }) =>
      seen.value?.job ? [{ instance: at, job: seen.value.job }] : [],
    ),
    services: found.flatMap((f) => (f.seen.value ?? []).filter((s) => s.status === "Running").map(pinOf)),
    startTypes: await startTypesOf(
      looks,
      found.flatMap((f) => (f.seen.value ?? []).map(pinOf)),
    ),
    unreached: found.filter((f) => f.seen.error !== null).map((f) => f.server),
    tailFile: `${pool.folders.backupShare.asServer.replace(/\\+$/, "")}\\mgc_tail_${looks.planId}.trn`,
    mirrorAgain: isMirrored ? `${showCommand(again)} -DropExistingDatabasesOnMirror` : null,
  };
}

const pinOf = ({ status: _, ...pin }: ServicePin & { readonly status: string }): ServicePin => pin;

/** How each starts. One that is disabled already, or does not say, is left as it is: nobody could give its value back. */
async function startTypesOf(looks: PlanLooks, services: readonly ServicePin[]): Promise<readonly StartPin[]> {
  const types = await Promise.all(services.map((at) => see(readStartType(looks.ports.shell, at))));
  return services.flatMap(({ server, service }, i) => {
    const startType = types[i]?.value ?? null;
    return startType === null || startType === "Disabled" ? [] : [{ server, service, startType }];
  });
}
