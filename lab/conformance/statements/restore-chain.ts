import { expects, fails, gives, type Statement } from "#lab/conformance/statement.ts";

const full = "N'{dir}\\{db}_full.bak'";
const log = (n: number): string => `N'{dir}\\{db}_${n}.trn'`;
const ends = { number: 3013, class: 16, state: 1 } as const;
const restoring = { needs: "restoring" } as const;
const chain = { needs: "chain" } as const;
const spoils = true;
const state = "SELECT state_desc FROM sys.databases WHERE name = N'{db}'";
const isNow = (name: string) => ({ columns: "state_desc nvarchar(60)", rows: [[name]] });

/** What follows from the chain of backups. */
export const restoreChain: readonly Statement[] = [
  expects(
    [
      "res-3136",
      "sql-server.md B6",
      `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_second.bak' WITH INIT, FORMAT; BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_diff.bak' WITH DIFFERENTIAL, INIT, FORMAT; RESTORE DATABASE {db} FROM DISK = ${full} WITH REPLACE, NORECOVERY; RESTORE DATABASE {db} FROM DISK = N'{dir}\\{db}_diff.bak' WITH NORECOVERY`,
    ],
    { sets: [], errors: [{ number: 3136, class: 16 }, ends] },
    { ...chain, spoils },
  ),
  expects(
    [
      "res-copy-only-is-no-base",
      "sql-server.md B1",
      `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_second.bak' WITH COPY_ONLY, INIT, FORMAT; BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_diff.bak' WITH DIFFERENTIAL, INIT, FORMAT; RESTORE DATABASE {db} FROM DISK = ${full} WITH REPLACE, NORECOVERY; RESTORE DATABASE {db} FROM DISK = N'{dir}\\{db}_diff.bak' WITH NORECOVERY; ${state}`,
    ],
    { sets: [isNow("RESTORING")] },
    { ...chain, spoils },
  ),
  expects(
    [
      "res-log-after-differential",
      "sql-server.md B6",
      `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_diff.bak' WITH DIFFERENTIAL, INIT, FORMAT; BACKUP LOG {db} TO DISK = ${log(4)} WITH INIT; RESTORE DATABASE {db} FROM DISK = ${full} WITH REPLACE, NORECOVERY; RESTORE DATABASE {db} FROM DISK = N'{dir}\\{db}_diff.bak' WITH NORECOVERY; RESTORE LOG {db} FROM DISK = ${log(4)} WITH RECOVERY; ${state}`,
    ],
    { sets: [isNow("ONLINE")] },
    { ...chain, spoils },
  ),
  expects(
    [
      "res-stopat-later",
      "sql-server.md E1",
      `RESTORE LOG {db} FROM DISK = ${log(1)} WITH NORECOVERY, STOPAT = '20991231'; ${state}`,
    ],
    { sets: [isNow("RESTORING")], infos: [3014] },
    { ...restoring, spoils },
  ),
  expects(
    [
      "res-stopat-variable",
      "sql-server.md B2",
      `DECLARE @t datetime = '20991231'; RESTORE LOG {db} FROM DISK = ${log(1)} WITH NORECOVERY, STOPAT = @t; ${state}`,
    ],
    { sets: [isNow("RESTORING")], infos: [3014] },
    { ...restoring, spoils },
  ),
  fails(
    [
      "res-stopat-too-early",
      "sql-server.md E1",
      `RESTORE LOG {db} FROM DISK = ${log(1)} WITH RECOVERY, STOPAT = '20010101'`,
    ],
    ends,
    { ...restoring, before: [{ number: 4335, class: 16 }] },
  ),
  expects(
    [
      "res-fork-4330",
      "sql-server.md B6",
      `RESTORE LOG {db} FROM DISK = ${log(1)} WITH RECOVERY; BACKUP LOG {db} TO DISK = N'{dir}\\{db}_fork.trn' WITH NORECOVERY, INIT; RESTORE LOG {db} FROM DISK = ${log(2)} WITH NORECOVERY`,
    ],
    { sets: [], errors: [{ number: 4330, class: 16 }, ends], infos: [3014, 3014] },
    { ...restoring, spoils },
  ),
  expects(
    [
      "res-history",
      "sql-server.md B5",
      `RESTORE LOG {db} FROM DISK = ${log(1)} WITH NORECOVERY; SELECT TOP 1 restore_type, replace, recovery FROM msdb.dbo.restorehistory WHERE destination_database_name = N'{db}' ORDER BY restore_history_id DESC`,
    ],
    { sets: [{ columns: "restore_type char(1), replace bit, recovery bit", rows: [["L", 0, 0]] }], infos: [3014] },
    { ...restoring, spoils },
  ),
  gives(
    [
      "res-redo-is-after-first-log",
      "sql-server.md B6",
      "SELECT COUNT(*) AS fits FROM sys.master_files f JOIN msdb.dbo.backupset b ON b.database_name = N'{db}' AND b.type = 'L' AND b.first_lsn <= f.redo_start_lsn AND f.redo_start_lsn < b.last_lsn WHERE f.database_id = DB_ID(N'{db}') AND f.type = 0 AND b.backup_set_id IN (SELECT TOP 3 backup_set_id FROM msdb.dbo.backupset WHERE database_name = N'{db}' AND type = 'L' ORDER BY backup_set_id DESC)",
    ],
    "fits int",
    [[1]],
    restoring,
  ),
  expects(
    [
      "res-drop-restoring",
      "sql-server.md B2",
      "DROP DATABASE {db}; SELECT COUNT(*) AS n FROM sys.databases WHERE name = N'{db}'",
    ],
    { sets: [{ columns: "n int", rows: [[0]] }] },
    { ...restoring, spoils },
  ),
  expects(
    [
      "res-continues-after-error",
      "sql-server.md F2",
      `RESTORE LOG {db} FROM DISK = ${log(3)} WITH NORECOVERY; SELECT 1 AS goes_on`,
    ],
    { sets: [{ columns: "goes_on int!", rows: [[1]] }], errors: [{ number: 4305 }, ends] },
    restoring,
  ),
  expects(
    [
      "res-at-at-error",
      "sql-server.md F2",
      `RESTORE LOG {db} FROM DISK = ${log(3)} WITH NORECOVERY; SELECT @@ERROR AS e`,
    ],
    { sets: [{ columns: "e int", rows: [[3013]] }], errors: [{ number: 4305 }, ends] },
    restoring,
  ),
  expects(
    ["res-other-family", "sql-server.md E1", `CREATE DATABASE {other}; RESTORE DATABASE {other} FROM DISK = ${full}`],
    { sets: [], errors: [{ number: 3154, class: 16 }, ends] },
    { ...chain, spoils },
  ),
  expects(
    ["res-3135", "unverified", `RESTORE LOG {db} FROM DISK = ${full} WITH NORECOVERY`],
    { sets: [], errors: [{ number: 3135, class: 16 }, ends] },
    { ...restoring, spoils },
  ),
  expects(
    [
      "res-chain-breaks-by-simple",
      "sql-server.md B6",
      `ALTER DATABASE {db} SET RECOVERY SIMPLE; ALTER DATABASE {db} SET RECOVERY FULL; BACKUP LOG {db} TO DISK = ${log(6)} WITH INIT`,
    ],
    { sets: [], errors: [{ number: 4214, class: 16 }, ends] },
    { ...chain, spoils },
  ),
];
