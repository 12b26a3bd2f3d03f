/** The three logins of one instance. `watch` reads, `chain` reads backup headers, `operate` does what a run does. */
export const uses = ["watch", "chain", "operate"] as const;
export type Use = (typeof uses)[number];

/** What each login needs on the server; nothing more. Source: sql-server.md D5. */
export const serverRights: Readonly<Record<Use, readonly string[]>> = {
  watch: ["VIEW SERVER STATE", "VIEW ANY DEFINITION"],
  chain: ["CREATE ANY DATABASE"],
  // Log shipping's procedures, RESTORE over a copy that it does not own, KILL and logins with their SIDs ask for no less.
  operate: ["sysadmin"],
};

type Readable = {
  readonly database: "mgc" | "mgccomp";
  readonly table: string;
  /** Absent: the whole table. */
  readonly columns?: readonly string[];
};

/**
 * What of the chat databases watching reads: message numbers, pings, how many compliance events wait, and of a message its room and
 * number alone, by which the daily marker is found. Never what was said.
 */
export const chatTables: readonly Readable[] = [
  { database: "mgc", table: "tblLastChatId" },
  { database: "mgc", table: "tblNode" },
  { database: "mgc", table: "tblServerIdentity" },
  { database: "mgc", table: "tblChat", columns: ["channelId", "chatId"] },
  { database: "mgccomp", table: "tblComplianceData" },
];
/** What was said: whoever only watches has no right to it. */
export const saidInChat = { database: "mgc", table: "tblChat", column: "content" } as const;

type Names = Readonly<Record<Use, string>>;
const quoted = (name: string) => `[${name.replaceAll("]", "]]")}]`;
const text = (name: string) => `N'${name.replaceAll("'", "''")}'`;

/** Gives one right on the server to one login. Pure. */
export function grantStatement(right: string, login: string): string {
  return right === "sysadmin"
    ? `EXEC sp_addsrvrolemember ${text(login)}, N'sysadmin';`
    : `GRANT ${right} TO ${quoted(login)};`;
}

/** Gives one login what it reads of one table. Pure. */
export function selectStatement({ table, columns }: Omit<Readable, "database">, login: string): string {
  return `GRANT SELECT ON dbo.${table}${columns ? ` (${columns.join(", ")})` : ""} TO ${quoted(login)};`;
}

/**
 * What a database administrator runs once on every instance that holds or will hold a copy, for logins that exist. Each statement is
 * valid from SQL Server 2008 R2 on. Pure.
 */
export function instanceGrants(names: Names): readonly string[] {
  const server = (use: Use) => serverRights[use].map((right) => grantStatement(right, names[use]));
  return ["USE master;", ...uses.flatMap(server), ...msdbGrants(names.watch)];
}

/** What lets a login that watches read log shipping's tables, the backup history and the mirror's monitor. Pure. */
export function msdbGrants(login: string): readonly string[] {
  return [
    "USE msdb;",
    `CREATE USER ${quoted(login)} FOR LOGIN ${quoted(login)};`,
    `EXEC sp_addrolemember N'db_datareader', ${text(login)};`,
    `EXEC sp_addrolemember N'dbm_monitor', ${text(login)};`,
  ];
}

/** What is run once on the instance that serves; both databases carry it to the other copies in their log. Pure. */
export function servingGrants(names: Pick<Names, "watch">): readonly string[] {
  return (["mgc", "mgccomp"] as const).flatMap((database) => [
    `USE ${database};`,
    `CREATE USER ${quoted(names.watch)} FOR LOGIN ${quoted(names.watch)};`,
    ...chatTables.filter((each) => each.database === database).map((each) => selectStatement(each, names.watch)),
  ]);
}
