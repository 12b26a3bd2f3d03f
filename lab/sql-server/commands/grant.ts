import type { StatementHandler } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { needLogin } from "./principals.ts";
import { TokenReader } from "./reader.ts";

/** GRANT <server permission> TO login, in master; GRANT SELECT ON [schema.]table [(columns)] TO user, in the database of the session. */
export function grant(instance: InstanceWorld): StatementHandler {
  // biome-ignore lint/correctness/useYield: answers with nothing but its end
  return async function* (call) {
    const reader = new TokenReader(call);
    reader.expect("GRANT");
    if (reader.take("SELECT", "ON")) grantSelect(instance, reader, call.session.database);
    else grantServer(instance, reader, call.session.database);
    reader.take(";");
    if (!reader.done) throw reader.wrong();
  };
}

function grantServer(instance: InstanceWorld, reader: TokenReader, database: string): void {
  const words: string[] = [];
  while (!reader.done && !reader.is("TO")) words.push(reader.next().text.toUpperCase());
  reader.expect("TO");
  if (database.toLowerCase() !== "master")
    throw refuse(4621, "Permissions at the server scope can only be granted when the current database is master", {
      state: 10,
    });
  const login = needLogin(instance, reader.name());
  login.grants = [...new Set([...(login.grants ?? []), words.join(" ")])];
}

function grantSelect(instance: InstanceWorld, reader: TokenReader, database: string): void {
  let table = reader.name();
  if (reader.take(".")) table = reader.name();
  const columns: string[] = [];
  if (reader.take("(")) {
    do columns.push(`${table}.${reader.name()}`);
    while (reader.take(","));
    reader.expect(")");
  }
  reader.expect("TO");
  const name = reader.name();
  instance.catalog.assertUsable(database);
  const user = instance.database(database)?.users.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!user)
    throw refuse(15151, `Cannot find the user '${name}', because it does not exist or you do not have permission.`);
  const what = columns.length > 0 ? columns : [table];
  user.mayRead = [...new Set([...(user.mayRead ?? []), ...what.map((each) => each.toLowerCase())])];
}
