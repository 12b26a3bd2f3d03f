import { isWritable, rooms } from "./database.ts";
import type { World } from "./world.ts";

export type InstanceTruth = {
  readonly up: boolean;
  readonly mgcState: string | null;
  readonly writable: boolean;
  readonly role: "PRINCIPAL" | "MIRROR" | null;
  readonly lastChatIds: Readonly<Record<string, number>>;
  readonly messageCount: number;
};
export type WorldTruth = {
  readonly at: string;
  readonly siteUp: { readonly home: boolean; readonly other: boolean };
  readonly faults: readonly string[];
  readonly instances: Readonly<Record<string, InstanceTruth>>;
  readonly rooms: readonly {
    readonly id: number;
    readonly name: string;
    readonly accepted: number;
    readonly held: number;
    readonly lost: number;
  }[];
  readonly accepted: number;
  readonly held: number;
  /** Accepted once and in no writable copy now; null while nothing is writable. */
  readonly lost: number | null;
  readonly writable: readonly string[];
};

/** What no console may see: every message ever taken, and where it still is. */
export function truthOf(world: World): WorldTruth {
  const instances: Record<string, InstanceTruth> = {};
  const held = new Set<number>();
  const writable: string[] = [];
  for (const instance of world.instances.values()) {
    const db = instance.database("mgc");
    const canWrite = instance.up && isWritable(db);
    if (canWrite) writable.push(instance.name);
    if (canWrite && db) for (const index of db.content.messages) held.add(index);
    instances[instance.name] = {
      up: instance.up,
      mgcState: db?.state ?? null,
      writable: canWrite,
      role: db?.mirroring?.role ?? null,
      lastChatIds: { ...(db?.content.lastChatIds ?? {}) },
      messageCount: db?.content.messages.length ?? 0,
    };
  }
  const perRoom = rooms.map((room) => {
    let [accepted, kept] = [0, 0];
    world.messages.forEach((message, index) => {
      if (message.room !== room.id) return;
      accepted += 1;
      if (held.has(index)) kept += 1;
    });
    return { id: room.id, name: room.name, accepted, held: kept, lost: accepted - kept };
  });
  return {
    at: world.clock.now().toISOString(),
    siteUp: { ...world.siteUp },
    faults: [...world.faults],
    instances,
    rooms: perRoom,
    accepted: world.messages.length,
    held: held.size,
    lost: writable.length === 0 ? null : world.messages.length - held.size,
    writable,
  };
}
