import type { Session } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { folders } from "./places.ts";

/** Waits as the server's own file access would: until the share answers again, or nobody waits any more. */
export async function whileShareHangs(instance: InstanceWorld, session: Session, path: string): Promise<void> {
  const { clock, faults } = instance.world;
  const isOnShare = path.toLowerCase().startsWith(folders.backupShare.toLowerCase());
  while (isOnShare && faults.has("share-hanging") && instance.up && !session.signal.aborted) {
    await clock.sleep(200, session.signal);
    // A virtual clock does not wait: let the others go on.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
