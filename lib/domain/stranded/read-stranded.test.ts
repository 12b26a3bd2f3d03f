import { describe, expect, test } from "vitest";
import type { MessageRow } from "#lib/domain/commands/queries/stranded.ts";
import { countsOf } from "./counts.ts";
import { fakeCopies, fakeCopy, message } from "./fakes.ts";
import { readStranded } from "./read-stranded.ts";

const shared = [message(1, "one"), message(2, "two"), message(3, "three")];
const at = { home: "h2", serving: "o1" };
const mark = (rooms: Readonly<Record<string, string>>) => ({ instance: "o1", takenAt: "2026-11-21T09:00:00Z", rooms });
const texts = (found: Awaited<ReturnType<typeof readStranded>>) =>
  found.rooms.flatMap((r) => r.messages.map((m) => `${r.room}:${m.content}`));

describe("what only home holds", () => {
  test("is what lies above the watermark and is not in the serving copy, also where its number was given again", async () => {
    const home = fakeCopy({ 7: [...shared, message(4, "lost"), message(5, "lost too")] });
    const serving = fakeCopy({ 7: [...shared, message(4, "after the failover", { ticks: "638500000000000000" })] });
    const found = await readStranded(fakeCopies({ h2: home, o1: serving }), at, mark({ "Desk (7)": "3" }));
    expect(texts(found)).toEqual(["7:lost", "7:lost too"]);
    expect(found.rooms[0]?.messages.map((m) => m.numberTaken)).toEqual([true, false]);
    expect(found).toMatchObject({ isStill: true, hasWatermark: true });
  });

  test("leaves out a message that the serving copy holds under another number", async () => {
    const same = message(4, "carried over by hand");
    const home = fakeCopy({ 7: [...shared, same] });
    const serving = fakeCopy({ 7: [...shared, message(4, "another", { ticks: "1" }), { ...same, chatId: "9" }] });
    const found = await readStranded(fakeCopies({ h2: home, o1: serving }), at, mark({ "Desk (7)": "3" }));
    expect(texts(found)).toEqual([]);
  });

  test("keeps apart two messages of the same moment that differ in sender or text", async () => {
    const ticks = "638400000000000000";
    const home = fakeCopy({
      7: [message(1, "yes", { ticks }), message(2, "no", { ticks }), message(3, "yes", { ticks, userId: 2 })],
    });
    const serving = fakeCopy({ 7: [message(1, "yes", { ticks })] });
    const found = await readStranded(fakeCopies({ h2: home, o1: serving }), at, mark({ "Desk (7)": "0" }));
    expect(texts(found)).toEqual(["7:no", "7:yes"]);
  });

  test("takes all of a room that the recovered copy did not have", async () => {
    const home = fakeCopy({ 7: shared, 8: [message(1, "new room")] });
    const found = await readStranded(
      fakeCopies({ h2: home, o1: fakeCopy({ 7: shared }) }),
      at,
      mark({ "Desk (7)": "3" }),
    );
    expect(texts(found)).toEqual(["8:new room"]);
  });

  test("lists deletions apart, and not what was deleted in the serving copy", async () => {
    const home = fakeCopy({ 7: [message(1, "one"), message(3, "three")], 8: shared });
    const serving = fakeCopy({ 7: shared, 8: [message(1, "one")] });
    const found = await readStranded(fakeCopies({ h2: home, o1: serving }), at, mark({ "A (7)": "3", "B (8)": "3" }));
    expect(found.rooms.map((r) => [r.room, r.messages.length, r.deletedAtHome])).toEqual([[7, 0, ["2"]]]);
  });

  test("compares everything where the recovered copy was never sampled, and says so", async () => {
    const home = fakeCopy({ 7: [...shared, message(4, "lost")] });
    const found = await readStranded(fakeCopies({ h2: home, o1: fakeCopy({ 7: shared }) }), at, null);
    expect(texts(found)).toEqual(["7:lost"]);
    expect(found).toMatchObject({ hasWatermark: false });
  });

  test("says that home took messages while it was read", async () => {
    const home = fakeCopy({ 7: [...shared] });
    home.onRead = () => void home.rooms.get(7)?.push(message(50 + (home.rooms.get(7)?.length ?? 0), "still chatting"));
    const found = await readStranded(
      fakeCopies({ h2: home, o1: fakeCopy({ 7: shared }) }),
      at,
      mark({ "Desk (7)": "3" }),
    );
    expect(found.isStill).toBe(false);
  });

  test("reads page after page", async () => {
    const many = Array.from({ length: 2_345 }, (_, i) => message(i + 4, `m${i}`));
    const sql = fakeCopies({ h2: fakeCopy({ 7: [...shared, ...many] }), o1: fakeCopy({ 7: shared }) });
    const found = await readStranded(sql, at, mark({ "Desk (7)": "3" }));
    expect(countsOf(found)).toMatchObject({ messages: 2_345, deletions: 0 });
  });
});

/** A small generator with a seed: the same story for the same number. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test.each(Array.from({ length: 60 }, (_, i) => i + 1))(
  "finds exactly what was stranded, by a story with seed %i",
  async (seed) => {
    const next = random(seed);
    const pick = (n: number) => Math.floor(next() * n);
    let tick = 638_000_000_000_000_000n;
    const say = (room: number, chatId: number): MessageRow => {
      tick += BigInt(pick(3));
      return message(chatId, `r${room} ${pick(4)}`, { ticks: String(tick), userId: pick(3), isAlert: pick(9) === 0 });
    };
    const home: Record<number, MessageRow[]> = {};
    const serving: Record<number, MessageRow[]> = {};
    const marks: Record<string, string> = {};
    const wanted: string[] = [];
    const deleted: string[] = [];
    for (const room of [1, 2, 3]) {
      const before = Array.from({ length: pick(6) }, (_, i) => say(room, i + 1));
      const cut = before.length;
      marks[`Room ${room} (${room})`] = String(cut);
      const after = Array.from({ length: pick(5) }, (_, i) => say(room, cut + i + 1));
      tick += 1_000n;
      const again = Array.from({ length: pick(5) }, (_, i) => say(room, cut + i + 1));
      const gone = before.filter(() => pick(6) === 0);
      home[room] = [...before.filter((m) => !gone.includes(m)), ...after];
      serving[room] = [...before, ...again];
      wanted.push(...after.map((m) => `${room} ${m.chatId} ${m.ticks} ${m.userId} ${m.content}`));
      deleted.push(...gone.map((m) => `${room} ${m.chatId}`));
      tick += 1_000n;
    }
    const found = await readStranded(fakeCopies({ h2: fakeCopy(home), o1: fakeCopy(serving) }), at, mark(marks));
    const seen = found.rooms.flatMap((r) =>
      r.messages.map((m) => `${r.room} ${m.chatId} ${m.ticks} ${m.userId} ${m.content}`),
    );
    expect(seen).toEqual(wanted);
    expect(found.rooms.flatMap((r) => r.deletedAtHome.map((id) => `${r.room} ${id}`))).toEqual(deleted);
  },
);
