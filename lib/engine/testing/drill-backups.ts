import { setOf } from "./failback-backups.ts";
import { type FailbackWorld, instanceOf } from "./failback-world.ts";
import { home, pool } from "./fake-pool.ts";

/** For `healthy`: home has a full backup and two log backups since, where a drill finds them. */
export function backedUpAtHome(world: FailbackWorld): void {
  const { mgc } = instanceOf(world, home[0]);
  if (!mgc) throw new Error("home has no mgc");
  const { backupShare, mirrorShare } = pool.folders;
  const keep = (path: string, type: 1 | 2) => world.files.set(path, setOf(mgc, { type, writer: home[0] }));
  keep(`${mirrorShare.asServer}\\mgc_full.bak`, 1);
  for (const n of [1, 2]) {
    mgc.messages.push(`d${n}`);
    mgc.lsn += 1;
    keep(`${backupShare.asServer}\\mgc_2026112109${n}000.trn`, 2);
    Object.assign(mgc, { chain: mgc.lsn + 1, lsn: mgc.lsn + 1 });
  }
}
