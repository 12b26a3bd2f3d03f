import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "#e2e/engine/bench.ts";
import { until } from "#e2e/engine/processes.ts";

/** One folder of the lab's world on this machine's disk. */
export type Folder = {
  readonly names: () => readonly string[];
  readonly backups: () => readonly string[];
  readonly read: (name: string) => Buffer;
  readonly write: (name: string, bytes: Buffer) => void;
  readonly remove: (name: string) => void;
  /** One bit of the log inside turned; size and header stay. */
  readonly damage: (name: string) => void;
  /**
   * The disk is full for exactly this file: what is written to it goes to a device that has no space. Without root the whole
   * folder refuses writing instead. Gives the words that the error must then have.
   */
  readonly fillUp: (name: string) => string;
  readonly makeRoom: (name: string) => void;
};

export const backupShare = (bench: Bench): Folder => folderAt(join(bench.lab.dir, "shares/fsto01/LogShip/mgc"));
export const copyFolder = (bench: Bench): Folder => folderAt(join(bench.lab.dir, "disks/sqlto01/D/LogShip/mgc"));

/** Home goes dark between two log backups: one that was cut off would stand on the share as .wrk, and be a gap of its own. */
export async function loseHome(bench: Bench): Promise<void> {
  await bench.lab.fault("job-never-ends", true, "backup");
  const share = backupShare(bench);
  const isQuiet = async () => (share.names().some((name) => name.endsWith(".wrk")) ? null : true);
  await until("no log backup under way", isQuiet, 10_000);
  await bench.lab.site("home", false);
}

const isRoot = process.getuid?.() === 0;

function folderAt(path: string): Folder {
  const names = () => (existsSync(path) ? readdirSync(path).sort() : []);
  const at = (name: string) => join(path, name);
  return {
    names,
    backups: () => names().filter((name) => name.endsWith(".trn")),
    read: (name) => readFileSync(at(name)),
    write: (name, bytes) => writeFileSync(at(name), bytes),
    remove: (name) => unlinkSync(at(name)),
    damage: (name) => {
      const bytes = readFileSync(at(name));
      const where = bytes.length - 70;
      bytes.writeUInt8(bytes.readUInt8(where) ^ 0x10, where);
      writeFileSync(at(name), bytes);
    },
    fillUp: (name) => {
      // A device of that name, not a link to one: links are refused before anything is written. Only root can make it.
      if (isRoot) execFileSync("mknod", [at(name), "c", "1", "7"]);
      else chmodSync(path, 0o555);
      return isRoot ? "the disk is full" : "";
    },
    makeRoom: (name) => (isRoot ? unlinkSync(at(name)) : chmodSync(path, 0o755)),
  };
}

/** Process ids of the console's share processes for one purpose, such as "list backupShare". */
export function shareProcesses(bench: Bench, label: string): readonly number[] {
  const text = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
      return "";
    }
  };
  const parentOf = (pid: string) => /\) \S (\d+)/.exec(text(pid, "stat"))?.[1] ?? "0";
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid) && text(pid, "cmdline").includes(`share-process.mjs\0${label}\0`))
    .filter((pid) => text(parentOf(pid), "environ").includes(`DATA_DIR=${bench.dir}\0`))
    .map(Number);
}
