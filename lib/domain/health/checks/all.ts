import type { Check } from "#lib/domain/health/check.ts";
import { chainChecks } from "./chain.ts";
import { chatServerChecks } from "./chat-servers.ts";
import { consoleChecks } from "./console.ts";
import { databaseChecks } from "./databases.ts";
import { folderChecks } from "./folders.ts";
import { instanceChecks } from "./instances.ts";
import { lagChecks } from "./log-shipping.ts";
import { mirroringChecks } from "./mirroring.ts";
import { parityChecks } from "./parity.ts";
import { poolChecks } from "./pool.ts";
import { servingBackups } from "./serving-backups.ts";
import { shippingChecks } from "./shipping-set-up.ts";

/** Every named check there is, in the order of the page. */
export const checks: readonly Check[] = [
  ...lagChecks,
  ...shippingChecks,
  ...chainChecks,
  ...databaseChecks,
  servingBackups,
  ...mirroringChecks,
  ...instanceChecks,
  ...parityChecks,
  ...folderChecks,
  ...chatServerChecks,
  ...poolChecks,
  ...consoleChecks,
];
