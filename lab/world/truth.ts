import { isWritable, rooms } from "./database.ts";
import { type ContentTruth, contentTruth } from "./fingerprint.ts";
import { foldedCount } from "./folding.ts";
import type { DatabaseState } from "./state.ts";
import { type StrandedTruth, strandedTruth } from "./stranded.ts";
import type { World } from "./world.ts";

export type InstanceTruth = {
  readonly up: boolean;
  readonly mgcState: string | null;
  /** Names of all its databases. */
  readonly databases: readonly string[];
  readonly writable: boolean;
  readonly role: "PRINCIPAL" | "MIRROR" | null;
  readonly lastChatIds: Readonly<Record<string, number>>;
  readonly messageCount: number;
  readonly readOnly: boolean;
  readonly userAccess: string | null;
  /** Of mgc, by content; null where there is no mgc. */
  readonly content: ContentTruth | null;
  /** Of mgccomp: events that no adapter has written out, and the last one that was. */
  readonly compliance: { readonly waiting: number; readonly lastProcessed: number } | null;
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
  /** What only old copies at home hold; null unless the other site's copy serves. */
  readonly stranded: StrandedTruth | null;
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
      databases: instance.databases().map(({ name }) => name),
      writable: canWrite,
      role: db?.mirroring?.role ?? null,
      lastChatIds: { ...(db?.content.lastChatIds ?? {}) },
      messageCount: (db?.content.messages.length ?? 0) + foldedCount(db?.content.folded),
      readOnly: db?.readOnly ?? false,
      userAccess: db?.userAccess ?? null,
      content: db ? contentTruth(world, db) : null,
      compliance: complianceOf(instance.database("mgccomp")),
    };
  }
  const serving = [...world.instances.values()].filter((one) => writable.includes(one.name));
  // Writable copies agree on what is as old as that.
  const foldedIn = (room: number): number =>
    Math.max(0, ...serving.map((one) => foldedCount(one.database("mgc")?.content.folded, room)));
  const perRoom = rooms.map((room) => {
    let [accepted, kept] = [foldedCount(world.folded, room.id), foldedIn(room.id)];
    world.messages.forEach((message, index) => {
      if (message.room !== room.id) return;
      accepted += 1;
      if (held.has(index)) kept += 1;
    });
    return { id: room.id, name: room.name, accepted, held: kept, lost: accepted - kept };
  });
  const sum = (key: "accepted" | "held" | "lost"): number => perRoom.reduce((total, room) => total + room[key], 0);
  return {
    at: world.clock.now().toISOString(),
    siteUp: { ...world.siteUp },
    faults: [...world.faults],
    instances,
    rooms: perRoom,
    accepted: sum("accepted"),
    held: sum("held"),
    lost: writable.length === 0 ? null : sum("lost"),
    writable,
    stranded: strandedTruth(world),
  };
}

function complianceOf(db: DatabaseState | null): InstanceTruth["compliance"] {
  if (!db) return null;
  return { waiting: db.compliance?.waiting.length ?? 0, lastProcessed: db.compliance?.lastProcessed ?? 0 };
}
