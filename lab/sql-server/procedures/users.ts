import { tableOf } from "#lab/sql-server/catalog/columns.ts";
import { resultSet } from "#lab/sql-server/commands/events.ts";
import { changeOwner } from "#lab/sql-server/commands/principals.ts";
import type { Procedure } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { bytesOf, loginOf, loginWithSid } from "#lab/world/principals.ts";
import { refuse } from "#lab/world/refuse.ts";
import { argumentsOf, needed } from "./arguments.ts";

/** sp_changedbowner @loginame: of the session's database. */
export function changeDatabaseOwner(instance: InstanceWorld): Procedure {
  // biome-ignore lint/correctness/useYield: no rows by nature
  return async function* (call) {
    const given = argumentsOf(call, { procedure: "sp_changedbowner", order: "loginame map" });
    changeOwner(instance, call.session.database, needed(given, "loginame", "sp_changedbowner"));
    return 0;
  };
}

/** sp_change_users_login 'Report' | 'Auto_Fix' | 'Update_One': SQL logins only, as ever. */
export function changeUsersLogin(instance: InstanceWorld): Procedure {
  return async function* (call) {
    const given = argumentsOf(call, {
      procedure: "sp_change_users_login",
      order: "action usernamepattern loginname password",
    });
    const action = needed(given, "action", "sp_change_users_login").toLowerCase();
    const db = instance.database(call.session.database);
    const users = (db?.users ?? []).filter((user) => user.kind === "SQL_USER");
    if (action === "report") {
      const lost = users.filter((user) => loginWithSid(instance.state, user.sid) === null);
      const rows = lost.map((user) => ({ UserName: user.name, UserSID: bytesOf(user.sid) }));
      const count = yield* resultSet(tableOf("UserName sysname, UserSID varbinary(85)", () => rows));
      yield { kind: "done", rowCount: count, error: false, inProcedure: true };
      return 0;
    }
    const name = needed(given, "usernamepattern", "sp_change_users_login");
    const user = users.find((one) => one.name.toLowerCase() === name.toLowerCase());
    const login = loginOf(instance.state, String(given.loginname ?? name));
    if (!user || !login)
      throw refuse(
        15291,
        `Terminating this procedure. The ${user ? "Login" : "User"} name '${user ? String(given.loginname ?? name) : name}' is absent or invalid.`,
      );
    user.sid = login.sid;
    return 0;
  };
}
