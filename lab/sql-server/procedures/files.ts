import { tableOf } from "#lab/sql-server/catalog/columns.ts";
import { isPlain } from "#lab/sql-server/catalog/rights.ts";
import { resultSet } from "#lab/sql-server/commands/events.ts";
import type { Procedure } from "#lab/sql-server/contract.ts";
import { DiskError, type FileInfo } from "#lab/world/disk.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { whileShareHangs } from "#lab/world/share-hangs.ts";
import { argumentsOf } from "./arguments.ts";

function listed(instance: InstanceWorld, path: string): readonly FileInfo[] {
  try {
    return instance.world.disk.list({ host: instance.host, path });
  } catch (error) {
    // xp_dirtree says nothing about a folder that is not there.
    if (error instanceof DiskError) return [];
    throw error;
  }
}

export function dirTree(instance: InstanceWorld): Procedure {
  return async function* (call) {
    const given = argumentsOf(call, { procedure: "xp_dirtree", order: "path depth file" });
    const files = Number(given.file ?? 0) === 1;
    await whileShareHangs(instance, call.session, `${String(given.path ?? "")}\\`);
    // Whoever is no sysadmin has no proxy account to look with.
    const all = isPlain(instance, call.session) ? [] : listed(instance, String(given.path ?? ""));
    const rows = all.filter((entry) => files || entry.directory);
    const spec = files ? "subdirectory nvarchar(512), depth int, file int" : "subdirectory nvarchar(512), depth int";
    const count = yield* resultSet(
      tableOf(spec, () => rows.map((entry) => ({ subdirectory: entry.name, depth: 1, file: entry.directory ? 0 : 1 }))),
    );
    yield { kind: "done", rowCount: count, error: false, inProcedure: true };
    return 0;
  };
}

/** Data and log files are no files of the lab's disk: a database has them, and what a drop left behind. */
function isDatabaseFile(instance: InstanceWorld, path: string): boolean {
  const left = instance.world.faults.has(`files-stay:${instance.name}`) ? (instance.state.leftFiles ?? []) : [];
  const held = instance.databases().flatMap((db) => db.files.map((file) => file.path));
  return [...held, ...left].some((file) => file.toLowerCase() === path.toLowerCase());
}

export function fileExist(instance: InstanceWorld): Procedure {
  return async function* (call) {
    const given = argumentsOf(call, { procedure: "xp_fileexist", order: "path" });
    const at = { host: instance.host, path: String(given.path ?? "") };
    const { disk } = instance.world;
    const parent = at.path.slice(0, Math.max(at.path.lastIndexOf("\\"), 0));
    const source = tableOf("File_Exists int, File_is_a_Directory int, Parent_Directory_Exists int", () => [
      {
        File_Exists: disk.exists(at) || isDatabaseFile(instance, at.path) ? 1 : 0,
        File_is_a_Directory: disk.folderExists(at) ? 1 : 0,
        Parent_Directory_Exists: disk.folderExists({ ...at, path: parent }) ? 1 : 0,
      },
    ]);
    const named = {
      ...source,
      columns: source.columns.map((column) => ({ ...column, name: column.name.replaceAll("_", " ") })),
    };
    yield* resultSet(named);
    yield { kind: "done", rowCount: 1, error: false, inProcedure: true };
    return 0;
  };
}

export function fixedDrives(instance: InstanceWorld): Procedure {
  return async function* () {
    const source = tableOf("drive char(1), MB_free int", () => [
      { drive: "C", MB_free: 41_200 },
      { drive: "D", MB_free: Number(instance.freeBytes / 1_048_576n) },
    ]);
    yield* resultSet({
      ...source,
      columns: source.columns.map((column) => ({ ...column, name: column.name.replace("_", " ") })),
    });
    yield { kind: "done", rowCount: 2, error: false, inProcedure: true };
    return 0;
  };
}
