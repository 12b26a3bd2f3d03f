import { createHash } from "node:crypto";
import type { StatementHandler } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { loginOf, type Principal, saSid } from "#lab/world/principals.ts";
import { refuse } from "#lab/world/refuse.ts";
import type { DatabaseState } from "#lab/world/state.ts";
import { TokenReader } from "./reader.ts";

type Make = (instance: InstanceWorld) => StatementHandler;

function quiet(act: (instance: InstanceWorld, reader: TokenReader, database: string) => void): Make {
  return (instance) =>
    // biome-ignore lint/correctness/useYield: answers with nothing but its end
    async function* (call) {
      const reader = new TokenReader(call);
      act(instance, reader, call.session.database);
      reader.take(";");
      if (!reader.done) throw reader.wrong();
    };
}

export function needLogin(instance: InstanceWorld, name: string): Principal {
  const login = loginOf(instance.state, name);
  if (login) return login;
  throw refuse(15151, `Cannot find the login '${name}', because it does not exist or you do not have permission.`);
}

function here(instance: InstanceWorld, database: string): DatabaseState {
  instance.catalog.assertUsable(database);
  const db = instance.database(database);
  if (!db) throw refuse(911, `Database '${database}' does not exist. Make sure that the name is entered correctly.`);
  if (db.readOnly) throw refuse(3906, `Failed to update database "${db.name}" because the database is read-only.`);
  return db;
}

/** ALTER AUTHORIZATION ON DATABASE::name TO login */
export const alterAuthorization: Make = quiet((instance, reader) => {
  reader.expect("ALTER", "AUTHORIZATION", "ON", "DATABASE");
  if (!reader.take("::")) reader.expect(":", ":");
  const name = reader.name();
  reader.expect("TO");
  changeOwner(instance, name, reader.name());
});

export function changeOwner(instance: InstanceWorld, database: string, to: string): void {
  const db = instance.database(database);
  if (!db)
    throw refuse(
      15151,
      `Cannot find the database '${database}', because it does not exist or you do not have permission.`,
    );
  const login = needLogin(instance, to);
  instance.catalog.assertUsable(db.name);
  if (db.readOnly) throw refuse(3906, `Failed to update database "${db.name}" because the database is read-only.`);
  if (db.users.some((user) => user.sid === login.sid))
    throw refuse(15110, "The proposed new database owner is already a user or aliased in the database.");
  db.ownerSid = login.sid;
}

/** CREATE LOGIN name { FROM WINDOWS | WITH PASSWORD = '…' | 0x… HASHED [, SID = 0x…] … } */
export const createLogin: Make = quiet((instance, reader) => {
  reader.expect("CREATE", "LOGIN");
  const name = reader.name();
  if (loginOf(instance.state, name)) throw refuse(15025, `The server principal '${name}' already exists.`);
  if (reader.take("FROM", "WINDOWS")) {
    while (!reader.done && !reader.is(";")) reader.next();
    instance.state.logins.push({ name, sid: windowsSid(instance, name), kind: "WINDOWS_LOGIN", disabled: false });
    return;
  }
  reader.expect("WITH", "PASSWORD", "=");
  reader.value();
  let sid = createHash("md5").update(`${instance.name}|${name}`).digest("hex").toUpperCase();
  while (!reader.done && !reader.is(";"))
    if (reader.take("SID", "=")) sid = reader.next().text.replace(/^0x/i, "").toUpperCase();
    else reader.next();
  const taken = instance.state.logins.find((one) => one.sid === sid);
  if (taken) throw refuse(15433, "Supplied parameter sid is in use.");
  instance.state.logins.push({ name, sid, kind: "SQL_LOGIN", disabled: false });
});

/** The domain knows its accounts: one sid wherever the login is made. */
function windowsSid(instance: InstanceWorld, name: string): string {
  for (const other of instance.world.instances.values()) {
    const login = loginOf(other.state, name);
    if (login) return login.sid;
    for (const db of other.databases())
      for (const user of db.users) if (user.name.toLowerCase() === name.toLowerCase()) return user.sid;
  }
  if (!/^contoso\\/i.test(name))
    throw refuse(15401, `Windows NT user or group '${name}' not found. Check the name again.`);
  return createHash("md5").update(name.toLowerCase()).digest("hex").toUpperCase();
}

export const dropLogin: Make = quiet((instance, reader) => {
  reader.expect("DROP", "LOGIN");
  const login = needLogin(instance, reader.name());
  if (login.sid === saSid || instance.databases().some((db) => db.ownerSid === login.sid))
    throw refuse(
      15174,
      `Login '${login.name}' owns one or more database(s). Change the owner of the database(s) before dropping the login.`,
    );
  instance.state.logins = instance.state.logins.filter((one) => one !== login);
});

/** ALTER USER name WITH LOGIN = login | NAME = new: in the database of the session. */
export const alterUser: Make = quiet((instance, reader, database) => {
  reader.expect("ALTER", "USER");
  const name = reader.name();
  const user = here(instance, database).users.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!user)
    throw refuse(15151, `Cannot find the user '${name}', because it does not exist or you do not have permission.`);
  reader.expect("WITH");
  if (reader.take("NAME", "=")) user.name = reader.name();
  else {
    reader.expect("LOGIN", "=");
    const login = needLogin(instance, reader.name());
    if ((user.kind === "SQL_USER") !== (login.kind === "SQL_LOGIN"))
      throw refuse(
        33016,
        "The user cannot be remapped to a login. Remapping can only be done for users that were mapped to Windows or SQL logins.",
      );
    user.sid = login.sid;
  }
});

/** CREATE USER name [FOR | FROM LOGIN login]: in the database of the session. */
export const createUser: Make = quiet((instance, reader, database) => {
  reader.expect("CREATE", "USER");
  const name = reader.name();
  const db = here(instance, database);
  if (db.users.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw refuse(15023, `User, group, or role '${name}' already exists in the current database.`);
  const login = needLogin(instance, reader.take("FOR", "LOGIN") || reader.take("FROM", "LOGIN") ? reader.name() : name);
  if (db.users.some((one) => one.sid === login.sid))
    throw refuse(15063, "The login already has an account under a different user name.");
  db.users.push({ name, sid: login.sid, kind: login.kind === "SQL_LOGIN" ? "SQL_USER" : "WINDOWS_USER", roles: [] });
});

export const dropUser: Make = quiet((instance, reader, database) => {
  reader.expect("DROP", "USER");
  const name = reader.name();
  const db = here(instance, database);
  if (!db.users.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw refuse(15151, `Cannot find the user '${name}', because it does not exist or you do not have permission.`);
  db.users = db.users.filter((one) => one.name.toLowerCase() !== name.toLowerCase());
});
