import type { Procedure } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import type { Row } from "#lab/world/state.ts";
import { argumentsOf, needed } from "./arguments.ts";

type Make = (instance: InstanceWorld) => Procedure;

function forget(instance: InstanceWorld, match: (set: Row) => boolean): void {
  const gone = new Set(
    instance
      .msdb("backupset")
      .filter(match)
      .map((set) => set.backup_set_id),
  );
  const isGone = (row: Row): boolean => gone.has(row.backup_set_id);
  for (const table of ["restorehistory", "backupfile", "backupset"]) instance.dropMsdbRows(table, isGone);
  const media = new Set(instance.msdb("backupset").map((set) => set.media_set_id));
  for (const table of ["backupmediafamily", "backupmediaset"])
    instance.dropMsdbRows(table, (row) => !media.has(row.media_set_id));
}

const ofDatabase: Make = (instance) =>
  async function* (call) {
    const procedure = "sp_delete_database_backuphistory";
    const name = needed(argumentsOf(call, { procedure, order: "database_name" }), "database_name", procedure);
    forget(instance, (set) => String(set.database_name).toLowerCase() === name.toLowerCase());
    return 0;
  };

const olderThan: Make = (instance) =>
  async function* (call) {
    const procedure = "sp_delete_backuphistory";
    const given = argumentsOf(call, { procedure, order: "oldest_date" }).oldest_date;
    const oldest = given instanceof Date ? given : new Date(`${String(given)}Z`);
    forget(instance, (set) => set.backup_finish_date instanceof Date && set.backup_finish_date < oldest);
    return 0;
  };

export const backupHistoryProcedures: Readonly<Record<string, Make>> = {
  sp_delete_backuphistory: olderThan,
  sp_delete_database_backuphistory: ofDatabase,
};
