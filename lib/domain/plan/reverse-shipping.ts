import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import { deleteJob, enableJob } from "#lib/domain/commands/log-shipping-removal.ts";
import {
  addPrimarySecondary,
  addShippingPrimary,
  addShippingSecondary,
} from "#lib/domain/commands/log-shipping-setup.ts";
import { restoreLog } from "#lib/domain/commands/restore.ts";
import { known } from "#lib/domain/steps/act.ts";
import { newLogBackupJob } from "#lib/domain/steps/verify.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { rebuildPrimary, rebuildSecondary } from "./rebuild-shipping.ts";

type Sides = { readonly target: string; readonly home: string; readonly capture: Capture | null; readonly pool: Pool };

/**
 * Log shipping from where mgc serves after a switchover back to home, in the order in which a person sends it: SQL Server's role change ends
 * with it, and the console leaves it to a person (decision 012). Values are those of the capture, turned around. Empty where no capture has
 * them all: nothing is made up. sql-server A8, 8. Pure.
 */
export function reverseShipping({ target, home, capture, pool }: Sides): readonly PlannedCommand[] {
  const half = (instance: string) => capture?.halves[`instance:${instance}`]?.data;
  const primary = rebuildPrimary(half(home));
  const secondary = rebuildSecondary(half(target));
  if (!primary || !secondary) return [];
  const folder = pool.folders.newLogBackups.asServer;
  const [copyJob, restoreJob] = [`LSCopy_${target}_mgc`, `LSRestore_${target}_mgc`];
  const turned = {
    ...secondary,
    primaryServer: target,
    sourceDirectory: folder,
    destinationDirectory: "<a folder of the home instance>",
    copyJob,
    restoreJob,
  };
  return [
    {
      command: deleteJob(target, newLogBackupJob),
      rules: { when: "first: two jobs that back up one log take each other's log backups out of the chain" },
    },
    known(addShippingPrimary(target, { ...primary, backupDirectory: folder, backupShare: folder })),
    known(addPrimarySecondary(target, home)),
    {
      command: restoreLog(home, { database: "mgc", file: `${folder}\\<file>`, position: 1 }),
      rules: {
        file: `each log backup of mgc since ${target} was recovered, in the order of its FirstLSN, as msdb.dbo.backupset there has them under its own server_name (a RESTORE writes rows too); also the one that the mirror's set-up took. Where one is missing, home needs a full copy again`,
      },
    },
    {
      command: addShippingSecondary(home, turned),
      rules: { destination: "a folder that this instance's service account may write" },
    },
    known(enableJob(target, primary.backupJob)),
    known(enableJob(home, copyJob)),
    known(enableJob(home, restoreJob)),
  ];
}
