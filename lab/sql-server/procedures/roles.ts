import { needLogin } from "#lab/sql-server/commands/principals.ts";
import type { Procedure } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { argumentsOf, needed } from "./arguments.ts";

const serverRoles = new Set(["sysadmin", "dbcreator", "securityadmin", "serveradmin", "processadmin", "diskadmin"]);
const databaseRoles = new Set(["db_owner", "db_datareader", "db_datawriter", "db_backupoperator", "dbm_monitor"]);

/** sp_addsrvrolemember @loginame, @rolename. */
export function addServerRoleMember(instance: InstanceWorld): Procedure {
  // biome-ignore lint/correctness/useYield: no rows by nature
  return async function* (call) {
    const given = argumentsOf(call, { procedure: "sp_addsrvrolemember", order: "loginame rolename" });
    const role = needed(given, "rolename", "sp_addsrvrolemember").toLowerCase();
    if (!serverRoles.has(role)) throw refuse(15402, `'${role}' is not a fixed server role.`);
    const login = needLogin(instance, needed(given, "loginame", "sp_addsrvrolemember"));
    login.grants = [...new Set([...(login.grants ?? []), role.toUpperCase()])];
    return 0;
  };
}

/** sp_addrolemember @rolename, @membername: in the database of the session. */
export function addRoleMember(instance: InstanceWorld): Procedure {
  return async function* (call) {
    const given = argumentsOf(call, { procedure: "sp_addrolemember", order: "rolename membername" });
    const role = needed(given, "rolename", "sp_addrolemember").toLowerCase();
    const name = needed(given, "membername", "sp_addrolemember");
    const user = instance
      .database(call.session.database)
      ?.users.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!databaseRoles.has(role)) throw refuse(15014, `The role '${role}' does not exist in the current database.`);
    if (!user) throw refuse(15410, `User or role '${name}' does not exist in this database.`);
    user.roles = [...new Set([...user.roles, role])];
    return 0;
  };
}
