import type { DatabaseNeeded } from "./statement.ts";

export type Names = { readonly db: string; readonly other: string; readonly dir: string };

/** The text with the names of this run in it. */
export function withNames(text: string, { db, other, dir }: Names): string {
  return text.replaceAll("{db}", db).replaceAll("{other}", other).replaceAll("{dir}", dir);
}

const drop = (name: string): string => `IF DB_ID(N'${name}') IS NOT NULL DROP DATABASE [${name}]`;

/** Only names that this run has made up are ever dropped. */
export function dropAll({ db, other }: Names): readonly string[] {
  return [
    "USE master",
    drop(db),
    drop(other),
    ...[db, other].map((name) => `EXEC msdb.dbo.sp_delete_database_backuphistory @database_name = N'${name}'`),
  ];
}

/** The texts that bring about what a statement needs, from nothing. */
export function makeNeeded(needed: DatabaseNeeded, names: Names): readonly string[] {
  const { db, dir } = names;
  if (needed === "none") return ["USE master"];
  const log = (n: number): string => `BACKUP LOG [${db}] TO DISK = N'${dir}\\${db}_${n}.trn' WITH INIT, FORMAT`;
  const create = [
    "USE master",
    drop(db),
    drop(names.other),
    `EXEC msdb.dbo.sp_delete_database_backuphistory @database_name = N'${db}'`,
    `CREATE DATABASE [${db}]`,
    `ALTER DATABASE [${db}] SET RECOVERY FULL`,
  ];
  if (needed === "new") return create;
  const full = `BACKUP DATABASE [${db}] TO DISK = N'${dir}\\${db}_full.bak' WITH INIT, FORMAT`;
  const chain = [...create, full, log(1), log(2), log(3)];
  if (needed === "chain") return chain;
  const restoring = [
    ...chain,
    `DROP DATABASE [${db}]`,
    `RESTORE DATABASE [${db}] FROM DISK = N'${dir}\\${db}_full.bak' WITH NORECOVERY`,
  ];
  if (needed === "restoring") return restoring;
  return [...restoring, `RESTORE LOG [${db}] FROM DISK = N'${dir}\\${db}_1.trn' WITH STANDBY = N'${dir}\\${db}.tuf'`];
}
