import { expects, fails, passes, type Statement } from "#lab/conformance/statement.ts";

const full = "N'{dir}\\{db}_full.bak'";
const log = (n: number): string => `N'{dir}\\{db}_${n}.trn'`;
const ends = { number: 3013, class: 16, state: 1 } as const;
const restoring = { needs: "restoring" } as const;
const chain = { needs: "chain" } as const;
const spoils = true;
const state = "SELECT state_desc FROM sys.databases WHERE name = N'{db}'";
const isNow = (name: string) => ({ columns: "state_desc nvarchar(60)", rows: [[name]] });

/** RESTORE and its refusals. */
export const restore: readonly Statement[] = [
  passes(["res-log", "sql-server.md B2", `RESTORE LOG {db} FROM DISK = ${log(1)} WITH NORECOVERY`], {
    ...restoring,
    spoils,
    infos: [3014],
  }),
  passes(
    [
      "res-log-variables",
      "sql-server.md F2",
      `DECLARE @d sysname = N'{db}', @f nvarchar(260) = ${log(1)}; RESTORE LOG @d FROM DISK = @f WITH NORECOVERY, FILE = 1, STATS = 50`,
    ],
    { ...restoring, spoils, infos: [3014] },
  ),
  expects(
    [
      "res-whole-chain",
      "sql-server.md B6",
      `RESTORE LOG {db} FROM DISK = ${log(1)} WITH NORECOVERY; RESTORE LOG {db} FROM DISK = ${log(2)} WITH NORECOVERY; RESTORE LOG {db} FROM DISK = ${log(3)} WITH NORECOVERY; RESTORE DATABASE {db} WITH RECOVERY; ${state}`,
    ],
    { sets: [isNow("ONLINE")], infos: [3014, 3014, 3014, 3014] },
    { ...restoring, spoils },
  ),
  fails(["res-4305", "sql-server.md B6", `RESTORE LOG {db} FROM DISK = ${log(2)} WITH NORECOVERY`], ends, {
    ...restoring,
    before: [{ number: 4305, class: 16, state: 1 }],
  }),
  expects(
    [
      "res-4326",
      "sql-server.md B6",
      `RESTORE LOG {db} FROM DISK = ${log(1)} WITH NORECOVERY; RESTORE LOG {db} FROM DISK = ${log(2)} WITH NORECOVERY; RESTORE LOG {db} FROM DISK = ${log(1)} WITH NORECOVERY`,
    ],
    { sets: [], errors: [{ number: 4326, class: 16, state: 1 }, ends], infos: [3014, 3014] },
    { ...restoring, spoils },
  ),
  fails(["res-3117", "sql-server.md B2", `RESTORE LOG {db} FROM DISK = ${log(1)} WITH NORECOVERY`], ends, {
    ...chain,
    before: [{ number: 3117, class: 16 }],
  }),
  fails(["res-3118-log-first", "sql-server.md B2", `RESTORE LOG {other} FROM DISK = ${log(1)} WITH NORECOVERY`], ends, {
    ...chain,
    before: [{ number: 3118, class: 16 }],
  }),
  fails(["res-3159", "sql-server.md B2", `RESTORE DATABASE {db} FROM DISK = ${full}`], ends, {
    ...chain,
    before: [{ number: 3159, class: 16 }],
  }),
  fails(["res-3102", "sql-server.md B2", `RESTORE DATABASE {db} FROM DISK = ${full} WITH REPLACE`], ends, {
    ...chain,
    in: "db",
    before: [{ number: 3102, class: 16 }],
  }),
  fails(["res-3201", "sql-server.md E1", "RESTORE DATABASE {db} FROM DISK = N'{dir}\\{db}_none.bak'"], ends, {
    before: [{ number: 3201, class: 16, state: 2 }],
  }),
  fails(
    [
      "res-3234",
      "sql-server.md E1",
      `RESTORE DATABASE {db} FROM DISK = ${full} WITH REPLACE, MOVE N'nothere' TO N'{dir}\\x.mdf'`,
    ],
    ends,
    { ...chain, before: [{ number: 3234, class: 16 }] },
  ),
  fails(["res-3287", "unverified", `RESTORE DATABASE {db} FROM DISK = ${full} WITH REPLACE, FILE = 9`], ends, {
    ...chain,
    before: [{ number: 3287, class: 16 }],
  }),
  fails(["res-3187", "sql-server.md B2", `RESTORE DATABASE {db} FROM DISK = ${full} WITH REPLACE, CHECKSUM`], ends, {
    ...chain,
    before: [{ number: 3187, class: 16 }],
  }),
  fails(["res-3153", "sql-server.md E1", "RESTORE DATABASE {db} WITH RECOVERY"], ends, {
    needs: "new",
    before: [{ number: 3153, class: 16 }],
  }),
  fails(["res-recovery-missing", "sql-server.md E2", "RESTORE DATABASE [{db} is not there] WITH RECOVERY"], ends, {
    before: [{ number: 911, class: 16 }],
  }),
  fails(["res-tempdb", "sql-server.md E1", `RESTORE DATABASE tempdb FROM DISK = ${full}`], ends, {
    ...chain,
    before: [{ number: 3147, class: 16 }],
  }),
  expects(
    ["res-replace", "sql-server.md B2", `RESTORE DATABASE {db} FROM DISK = ${full} WITH REPLACE, NORECOVERY; ${state}`],
    { sets: [isNow("RESTORING")], infos: [4035, 3014] },
    { ...chain, spoils },
  ),
  expects(
    ["res-recovery-only", "sql-server.md B2", `RESTORE DATABASE {db} WITH RECOVERY; ${state}`],
    { sets: [isNow("ONLINE")], infos: [3014] },
    { ...restoring, spoils },
  ),
  expects(
    [
      "res-standby",
      "sql-server.md B2",
      `RESTORE LOG {db} FROM DISK = ${log(1)} WITH STANDBY = N'{dir}\\{db}.tuf'; SELECT state_desc, is_in_standby, is_read_only FROM sys.databases WHERE name = N'{db}'`,
    ],
    { sets: [{ columns: null, rows: [["ONLINE", 1, 1]] }], infos: [3014] },
    { ...restoring, spoils },
  ),
  passes(["res-standby-goes-on", "sql-server.md B2", `RESTORE LOG {db} FROM DISK = ${log(2)} WITH NORECOVERY`], {
    needs: "standby",
    spoils,
    infos: [3014],
  }),
  fails(
    ["res-standby-alter", "sql-server.md E2", "ALTER DATABASE {db} SET RECOVERY SIMPLE"],
    { number: 5069, class: 16 },
    { needs: "standby", before: [{ number: 5063, class: 16 }] },
  ),
  expects(
    [
      "res-after-recovery",
      "sql-server.md A8",
      `RESTORE DATABASE {db} WITH RECOVERY; RESTORE LOG {db} FROM DISK = ${log(1)} WITH NORECOVERY`,
    ],
    { sets: [], errors: [{ number: 3117, class: 16 }, ends], infos: [3014] },
    { ...restoring, spoils },
  ),
  expects(
    [
      "res-tail-and-back",
      "sql-server.md A8",
      `BACKUP LOG {db} TO DISK = N'{dir}\\{db}_tail.trn' WITH NORECOVERY, INIT; RESTORE DATABASE {db} WITH RECOVERY; ${state}`,
    ],
    { sets: [isNow("ONLINE")], infos: [3014, 3014] },
    { ...chain, spoils },
  ),
  expects(
    [
      "res-differential",
      "sql-server.md B6",
      `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_diff.bak' WITH DIFFERENTIAL, INIT, FORMAT; RESTORE DATABASE {db} FROM DISK = ${full} WITH REPLACE, NORECOVERY; RESTORE DATABASE {db} FROM DISK = N'{dir}\\{db}_diff.bak' WITH NORECOVERY; RESTORE DATABASE {db} WITH RECOVERY; ${state}`,
    ],
    { sets: [isNow("ONLINE")], infos: [3014, 3014, 3014, 3014] },
    { ...chain, spoils },
  ),
];
