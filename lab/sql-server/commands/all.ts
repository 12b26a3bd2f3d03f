import { assertMayDo } from "#lab/sql-server/catalog/rights.ts";
import type { StatementHandler } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { alterDatabase } from "./alter-database.ts";
import { backupCommand } from "./backup-command.ts";
import { dbcc } from "./dbcc.ts";
import { createDatabase, dropDatabase } from "./drop-database.ts";
import { createEndpoint } from "./endpoint.ts";
import { grant } from "./grant.ts";
import { kill } from "./kill.ts";
import { alterAuthorization, alterUser, createLogin, createUser, dropLogin, dropUser } from "./principals.ts";
import { restoreCommand } from "./restore-command.ts";

const handlers: Readonly<Record<string, (instance: InstanceWorld) => StatementHandler>> = {
  BACKUP: backupCommand,
  RESTORE: restoreCommand,
  "ALTER DATABASE": alterDatabase,
  "CREATE DATABASE": createDatabase,
  "DROP DATABASE": dropDatabase,
  "ALTER AUTHORIZATION": alterAuthorization,
  "ALTER USER": alterUser,
  "CREATE ENDPOINT": createEndpoint,
  "CREATE LOGIN": createLogin,
  "CREATE USER": createUser,
  "DROP LOGIN": dropLogin,
  "DROP USER": dropUser,
  GRANT: grant,
  KILL: kill,
  DBCC: dbcc,
};

/** By one or two first words, upper case. */
export function statementFor(instance: InstanceWorld, firstWords: string): StatementHandler | null {
  const make = handlers[firstWords] ?? handlers[firstWords.split(" ")[0] ?? ""];
  const handler = make?.(instance);
  if (!handler) return null;
  return (call) => {
    const words = call.tokens
      .slice(0, 2)
      .map(({ text }) => text.toUpperCase())
      .join(" ");
    assertMayDo(instance, call.session, { words, tokens: call.tokens });
    return handler(call);
  };
}
