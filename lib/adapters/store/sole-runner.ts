import { mkdirSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import type { SoleRunnerPort } from "#lib/domain/local-journal-port.ts";

/** statfs types of file systems that other machines may write to: NFS, SMB, CIFS, SMB2, FUSE, 9p, AFS, Ceph, GFS2, OCFS2, Lustre. */
const shared = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x5346414f, 0x00c36400, 0x01161970, 0x7461636f,
  0x0bd00bd0,
]);
const sqliteError = z.object({ code: z.string() });

/**
 * How it is known that no second runner can exist: every console that uses this database file must first lock the file
 * beside it, for as long as its process lives. The lock is the operating system's (SQLite's exclusive lock), so it goes
 * with the process however that ends, and the database is a file on this machine, so no other machine can be a runner. On
 * a file system that other machines share such locks are not to be relied on: "cannot-tell".
 */
export function soleRunner(databasePath: string): SoleRunnerPort {
  let held: Database.Database | null = null;
  return {
    isHeld: () => held !== null,
    hold: () => {
      if (held !== null) return "held";
      if (held !== null) return "held";
      if (isShared(databasePath)) return "cannot-tell";
      const lock = new Database(`${databasePath}.runner`, { timeout: 0 });
      try {
        lock.exec("BEGIN EXCLUSIVE");
        held = lock;
        return "held";
      } catch (e) {
        lock.close();
        const isBusy = sqliteError.safeParse(e).data?.code.startsWith("SQLITE_BUSY") ?? false;
        return isBusy ? "taken" : "cannot-tell";
      }
    },
    release: () => {
      held?.close();
      held = null;
    },
  };
}

function isShared(path: string): boolean {
  if (path.startsWith("\\\\") || path.startsWith("//")) return true;
  mkdirSync(dirname(path), { recursive: true });
  return shared.has(Number(statfsSync(dirname(path), { bigint: true }).type & 0xffffffffn));
}
