import type { Procedure } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { agentProcedures } from "./agent.ts";
import { getAppLock, releaseAppLock } from "./applock.ts";
import { backupHistoryProcedures } from "./backup-history.ts";
import { readErrorLog } from "./error-log.ts";
import { dirTree, fileExist, fixedDrives } from "./files.ts";
import { helpProcedures } from "./help.ts";
import { logShippingProcedures } from "./log-shipping.ts";
import { checkAlerts } from "./log-shipping-alerts.ts";
import { logShippingHelp } from "./log-shipping-help.ts";
import { addRoleMember, addServerRoleMember } from "./roles.ts";
import { scheduleProcedures } from "./schedules.ts";
import { changeDatabaseOwner, changeUsersLogin } from "./users.ts";
import { who2 } from "./who.ts";

const procedures: Readonly<Record<string, (instance: InstanceWorld) => Procedure>> = {
  ...agentProcedures,
  ...backupHistoryProcedures,
  ...logShippingProcedures,
  ...logShippingHelp,
  ...scheduleProcedures,
  ...helpProcedures,
  sp_addrolemember: addRoleMember,
  sp_addsrvrolemember: addServerRoleMember,
  sp_change_users_login: changeUsersLogin,
  sp_check_log_shipping_monitor_alert: checkAlerts,
  sp_changedbowner: changeDatabaseOwner,
  sp_getapplock: getAppLock,
  sp_readerrorlog: readErrorLog,
  sp_releaseapplock: releaseAppLock,
  sp_who2: who2,
  xp_dirtree: dirTree,
  xp_fileexist: fileExist,
  xp_fixeddrives: fixedDrives,
};

export function procedureFor(instance: InstanceWorld, name: string): Procedure | null {
  return procedures[name.toLowerCase()]?.(instance) ?? null;
}
