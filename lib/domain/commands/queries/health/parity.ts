import { z } from "zod";
import { bit } from "#lib/domain/commands/queries/row-values.ts";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { chatTables, saidInChat } from "#lib/domain/rights/grants.ts";

/** Logins with their SIDs; no password hash is read. */
export function loginsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT p.name AS name, CONVERT(varchar(172), p.sid, 1) AS sid, p.is_disabled AS isDisabled
FROM sys.server_principals AS p WHERE p.type IN ('S', 'U', 'G')`,
  };
}

/** Row of `loginsQuery`. */
export const loginRow = z.object({ name: z.string(), sid: z.string(), isDisabled: bit });
export type LoginFacts = z.infer<typeof loginRow>;

/** Users of `mgc` that come from a login. Answers only where `mgc` can be opened. */
export function chatUsersQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT u.name AS name, CONVERT(varchar(172), u.sid, 1) AS sid FROM mgc.sys.database_principals AS u
WHERE u.type IN ('S', 'U', 'G') AND u.principal_id > 4 AND u.sid IS NOT NULL`,
  };
}

/** Row of `chatUsersQuery`. */
export const chatUserRow = z.object({ name: z.string(), sid: z.string() });
export type ChatUser = z.infer<typeof chatUserRow>;

/** The mirroring endpoint; at most one row. */
export function endpointQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT e.state_desc AS state, e.role_desc AS role, e.connection_auth_desc AS authentication,
  e.encryption_algorithm_desc AS encryption, t.port AS port
FROM sys.database_mirroring_endpoints AS e INNER JOIN sys.tcp_endpoints AS t ON t.endpoint_id = e.endpoint_id`,
  };
}

/** Row of `endpointQuery`. */
export const endpointRow = z.object({
  state: z.string(),
  role: z.string(),
  authentication: z.string(),
  encryption: z.string(),
  port: z.number().int(),
});
export type EndpointFacts = z.infer<typeof endpointRow>;

/** Server options that change what a failover does or how long it takes. */
export function serverOptionsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT c.name AS name, CONVERT(varchar(20), c.value_in_use) AS value FROM sys.configurations AS c
WHERE c.name IN (N'backup compression default', N'Agent XPs', N'max degree of parallelism')`,
  };
}

/** Row of `serverOptionsQuery`. */
export const serverOptionRow = z.object({ name: z.string(), value: z.string() });
export type ServerOption = z.infer<typeof serverOptionRow>;

/** What the console's login may do here. */
export function rightsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT SUSER_SNAME() AS login, IS_SRVROLEMEMBER('sysadmin') AS isSysadmin,
  HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS mayViewState,
  HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW ANY DEFINITION') AS mayViewDefinition,
  HAS_PERMS_BY_NAME(NULL, NULL, 'CREATE ANY DATABASE') AS mayCreateDatabase`,
  };
}

/** Row of `rightsQuery`. */
export const rightsRow = z.object({
  login: z.string(),
  isSysadmin: bit.nullable(),
  mayViewState: bit.nullable(),
  mayViewDefinition: bit.nullable(),
  mayCreateDatabase: bit.nullable(),
});
export type RightsFacts = z.infer<typeof rightsRow>;

/** What the console's login may read of the chat databases: one row for each table or column; null where the database cannot be entered. */
export function chatRightsQuery(target: string): SqlQuery {
  const own = chatTables.flatMap(({ database, table, columns }): readonly Selectable[] =>
    columns ? columns.map((column) => ({ database, table, column })) : [{ database, table, column: null }],
  );
  return { target, text: [...own, saidInChat].map(maySelect).join("\nUNION ALL\n") };
}

type Selectable = { readonly database: string; readonly table: string; readonly column: string | null };

function maySelect({ database, table, column }: Selectable): string {
  const [name, more] = column === null ? [table, ""] : [`${table} (${column})`, `, N'${column}', N'COLUMN'`];
  return `SELECT N'${database}' AS inDatabase, N'${name}' AS name,
  HAS_PERMS_BY_NAME(N'${database}.dbo.${table}', N'OBJECT', N'SELECT'${more}) AS mayRead`;
}

/** Row of `chatRightsQuery`. */
export const chatRightRow = z.object({ inDatabase: z.string(), name: z.string(), mayRead: bit.nullable() });
export type ChatRight = z.infer<typeof chatRightRow>;
