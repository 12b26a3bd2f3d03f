import type { Catalog, Column, Session, SqlType, SqlValue, TableSource } from "#lab/sql-server/contract.ts";
import { sqlError } from "./errors.ts";

type Row = readonly SqlValue[];
const n = (length: number): SqlType => ({ name: "nvarchar", length });
const int: SqlType = { name: "int" };
const col = (name: string, type: SqlType, nullable = false): Column => ({ name, type, nullable });
const source = (columns: readonly Column[], rows: readonly Row[]): TableSource => ({ columns, rows: () => rows });

const databases = source(
  [
    col("name", n(128)),
    col("database_id", int),
    col("state", int),
    col("state_desc", n(60), true),
    col("recovery_model_desc", n(60), true),
    col("collation_name", n(128), true),
  ],
  [
    ["master", 1, 0, "ONLINE", "SIMPLE", "Latin1_General_CI_AS"],
    ["tempdb", 2, 0, "ONLINE", "SIMPLE", "Latin1_General_CI_AS"],
    ["msdb", 4, 0, "ONLINE", "SIMPLE", "Latin1_General_CI_AS"],
    ["mgc", 5, 0, "ONLINE", "FULL", "Latin1_General_CI_AS"],
    ["mgccomp", 6, 0, "ONLINE", "FULL", "Latin1_General_CI_AS"],
    ["mgc_ls", 7, 1, "RESTORING", "FULL", null],
  ],
);
const files = source(
  [col("database_id", int), col("file_id", int), col("name", n(128)), col("size", int)],
  [
    [5, 1, "mgc", 1024],
    [5, 2, "mgc_log", 256],
    [6, 1, "comp", 512],
  ],
);
const lsn: SqlType = { name: "numeric", precision: 25, scale: 0 };
const backups = source(
  [
    col("backup_set_id", int),
    col("database_name", n(128), true),
    col("type", { name: "char", length: 1 }, true),
    col("last_lsn", lsn, true),
    col("backup_size", { name: "numeric", precision: 20, scale: 0 }, true),
  ],
  [
    [1, "mgc", "D", 39000000012300001n, 100n],
    [2, "mgc", "L", 39000000045600001n, 10n],
    [3, "mgc", "L", 41000000000100001n, 20n],
    [4, "mgccomp", "D", 7n, 50n],
  ],
);
const nodes = source(
  [col("nodeID", int), col("parentID", int, true), col("nodeName", n(256))],
  [
    [1, null, "root"],
    [2, 1, "übergabe"],
    [3, 1, "Straße"],
    [4, 2, "Old 'room'"],
  ],
);
const tables = new Map<string, TableSource>([
  ["master.databases", databases],
  ["mgc.databases", databases],
  ["msdb.databases", databases],
  ["msdb.backupset", backups],
  ["master.master_files", files],
  ["mgc.tblnode", nodes],
]);

export function fixtureSession(): Session {
  return {
    spid: 55,
    login: "console",
    hostName: "ADM01",
    programName: "test",
    loginTime: new Date(0),
    database: "master",
    signal: new AbortController().signal,
    state: new Map(),
  };
}

export function fixtureCatalog(): Catalog & { readonly gaps: string[] } {
  const gaps: string[] = [];
  const byName = (name: string) =>
    [...databases.rows()].find((row) => String(row[0]).toLowerCase() === name.toLowerCase());
  return {
    gaps,
    localNow: () => new Date("2026-11-21T04:00:00Z"),
    utcNow: () => new Date("2026-11-21T03:00:00Z"),
    serverName: () => "SQLMI01\\PCHAT",
    version: () => [11, 0, 7001],
    database: (name) => {
      const row = byName(name);
      return row === undefined ? null : { id: Number(row[1]), name: String(row[0]), stateDesc: String(row[3]) };
    },
    databaseById: (id) => String([...databases.rows()].find((row) => row[1] === id)?.[0] ?? "") || null,
    assertUsable: (database) => {
      if (database === "mgc_ls") throw sqlError(927, [database]);
    },
    table: (_, { database, name }) => tables.get(`${database}.${name.toLowerCase()}`) ?? null,
    tableFunction: (_, { name }, [database]) =>
      name.toLowerCase() === "dm_os_volume_stats"
        ? source([col("free", int, true)], [[Number(database ?? 0) * 10]])
        : null,
    scalarFunction: () => null,
    property: (_, fn, [asked]) =>
      fn === "VERSION"
        ? { type: n(300), value: "Microsoft SQL Server 2012" }
        : fn === "SERVERPROPERTY" && asked === "ProductVersion"
          ? { type: n(128), value: "11.0.7001.0" }
          : undefined,
    procedure: (_, { name }) => {
      if (name === "sp_rows") {
        return async function* () {
          yield { kind: "columns", columns: [col("a", int)] };
          yield { kind: "row", values: [1] };
          yield { kind: "row", values: [2] };
          return 0;
        };
      }
      if (name !== "sp_code") return null;
      return async function* ({ setOutput }) {
        setOutput("@out", 7);
        yield { kind: "info", number: 0, state: 1, class: 0, message: "done", line: 1, flush: false };
        return 3;
      };
    },
    statement: (words) => {
      if (words !== "RESTORE") return null;
      return async function* ({ tokens, line }) {
        if (tokens.some((token) => token.text === "HEADERONLY")) {
          yield { kind: "columns", columns: [col("BackupName", n(128), true)] };
          yield { kind: "row", values: ["log 1"] };
        } else
          yield {
            kind: "error",
            error: {
              number: 3101,
              state: 1,
              class: 16,
              message: "Exclusive access could not be obtained.",
              line,
              abort: "statement",
            },
          };
      };
    },
    unsupported: (what) => void gaps.push(what),
  };
}
