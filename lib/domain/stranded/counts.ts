import type { Stranded } from "./read-stranded.ts";

/** How much is stranded; numbers only, nothing of what was written. */
export type StrandedCounts = {
  readonly messages: number;
  readonly deletions: number;
  readonly rooms: readonly {
    readonly room: number;
    readonly name: string;
    readonly messages: number;
    readonly deletions: number;
    /** Messages whose number the serving copy has given to another one. */
    readonly numbersTaken: number;
  }[];
};

/** Counts per room and in all. Pure. */
export function countsOf(stranded: Stranded): StrandedCounts {
  const rooms = stranded.rooms.map((r) => ({
    room: r.room,
    name: r.name,
    messages: r.messages.length,
    deletions: r.deletedAtHome.length,
    numbersTaken: r.messages.filter((m) => m.numberTaken).length,
  }));
  const sum = (of: (r: (typeof rooms)[number]) => number) => rooms.reduce((total, r) => total + of(r), 0);
  return { messages: sum((r) => r.messages), deletions: sum((r) => r.deletions), rooms };
}
