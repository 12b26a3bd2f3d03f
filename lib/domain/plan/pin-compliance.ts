import { readDatabase } from "#lib/domain/commands/observations.ts";
import type { CompliancePin, Rebuild } from "#lib/domain/steps/failback/pins.ts";
import type { readChatService } from "#lib/domain/steps/shell-reads.ts";
import { type PlanLooks, see } from "./looks.ts";
import { sqlName } from "./pin-failover.ts";

type ChatService = Awaited<ReturnType<typeof readChatService>>;

/**
 * Every mgccomp that was mirrored in the capture, as it is mirrored again. -SqlServerFqdn wants "the primary SQL Server of the pair":
 * the partner that the product's topology names, else `first` of the site, else the one captured first. persistent-chat.md C.5.
 */
export async function compliancePins(
  looks: PlanLooks,
  at: {
    readonly rebuild: Rebuild;
    readonly service: ChatService | null;
    readonly first: Record<"home" | "other", string>;
  },
): Promise<readonly CompliancePin[]> {
  return Promise.all(
    (at.rebuild.compliance ?? []).map(async ({ site, partners, witness }): Promise<CompliancePin> => {
      const property =
        (site === "home"
          ? at.service?.PersistentChatComplianceDatabase
          : at.service?.BackupPersistentChatComplianceDatabase) ?? null;
      const instance =
        partners.find((name) => property !== null && isOn(name, sqlName(property, name).fqdn)) ??
        partners.find((name) => name === at.first[site]) ??
        partners[0] ??
        at.first[site];
      const mirror = partners.find((name) => name !== instance) ?? null;
      const held = mirror === null ? null : await see(readDatabase(looks.ports.sql, mirror, "mgccomp"));
      const named = sqlName(property, instance);
      return {
        site,
        instance,
        mirror,
        sqlFqdn: named.fqdn,
        sqlInstance: named.instance,
        witness,
        dropExisting: (held?.value?.state ?? null) !== null,
      };
    }),
  );
}

/** Whether an instance, named short, stands on a host, named in full. */
function isOn(instance: string, fqdn: string): boolean {
  const host = instance.split("\\")[0] ?? instance;
  return fqdn.toLowerCase().split(".")[0] === host.toLowerCase();
}
