import type { StatementHandler } from "#lab/sql-server/contract.ts";
import { loginNow } from "#lab/sql-server/sql/impersonation.ts";
import { freeDatabaseId, newDatabase } from "#lab/world/database.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { loginOf, saSid } from "#lab/world/principals.ts";
import { refuse } from "#lab/world/refuse.ts";
import { TokenReader } from "./reader.ts";

export function dropDatabase(instance: InstanceWorld): StatementHandler {
  return async function* (call) {
    const reader = new TokenReader(call);
    reader.expect("DROP", "DATABASE");
    do {
      const name = reader.name();
      const db = instance.database(name);
      if (!db)
        throw refuse(
          3701,
          `Cannot drop the database '${name}', because it does not exist or you do not have permission.`,
          { class: 11 },
        );
      if (db.id <= 4) throw refuse(3708, `Cannot drop the database '${db.name}' because it is a system database.`);
      if (db.mirroring)
        throw refuse(
          3743,
          `The database '${db.name}' is enabled for database mirroring. Database mirroring must be removed before you drop the database.`,
        );
      if (instance.sessions.inDatabase(name).length > 0)
        throw refuse(3702, `Cannot drop database "${db.name}" because it is currently in use.`);
      if (instance.world.faults.has(`files-stay:${instance.name}`))
        instance.state.leftFiles = [...(instance.state.leftFiles ?? []), ...db.files.map(({ path }) => path)];
      delete instance.state.databases[name.toLowerCase()];
    } while (reader.take(","));
  };
}

export function createDatabase(instance: InstanceWorld): StatementHandler {
  return async function* (call) {
    const reader = new TokenReader(call);
    reader.expect("CREATE", "DATABASE");
    const name = reader.name();
    if (!reader.done) throw refuse(50001, "The simulated server does not implement CREATE DATABASE with options.");
    if (instance.database(name))
      throw refuse(1801, `Database '${name}' already exists. Choose a different database name.`);
    const id = freeDatabaseId(instance.databases().map((db) => db.id));
    instance.state.databases[name.toLowerCase()] = {
      ...newDatabase(name, id, instance.localNow().getTime()),
      ownerSid: loginOf(instance.state, loginNow(call.session))?.sid ?? saSid,
    };
  };
}
