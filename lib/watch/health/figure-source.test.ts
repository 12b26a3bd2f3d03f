import { expect, it } from "vitest";
import { testPool } from "#lib/watch/fakes.ts";
import { readNow } from "#lib/watch/loop.ts";
import { nothingSeen, type Seen } from "#lib/watch/seen.ts";
import type { SourceContext } from "#lib/watch/source.ts";
import { fakeClock } from "#lib/watch/testing/fake-clock.ts";
import { memoryFigures } from "#lib/watch/testing/memory-figures.ts";
import { figureSource } from "./figure-source.ts";

function bench() {
  const clock = fakeClock("2026-01-01T00:00:00.000Z");
  const calls = { count: 0 };
  const memory = memoryFigures();
  const counting = new Proxy(memory, {
    get: (of, key, receiver) => {
      if (key !== "figureRows") calls.count += 1;
      return Reflect.get(of, key, receiver);
    },
  });
  let lag: number | null = 0;
  const seen = (): Seen => ({
    ...nothingSeen,
    logShipping:
      lag === null
        ? { value: null, at: null, error: "no answer" }
        : readNow(clock, {
            backupLagSeconds: lag,
            copyLagSeconds: 0,
            restoreLagSeconds: 0,
            lastBackupFile: null,
            lastCopiedFile: null,
            lastRestoredFile: null,
            removed: false,
          }),
  });
  const ctx = { pool: testPool, ports: { clock }, store: counting, intervals: { figures: 15_000 }, seen };
  let source = figureSource(ctx as unknown as SourceContext);
  return {
    clock,
    calls,
    of: (grain: number) => memory.figureRows().filter((row) => row.grain === grain),
    restart: () => {
      source = figureSource(ctx as unknown as SourceContext);
    },
    turn: (value: number | null) => {
      lag = value;
      return source.work();
    },
  };
}

it("keeps a figure as read, then its least, most and mean over five minutes and over an hour", async () => {
  const { clock, of, turn } = bench();
  for (let i = 0; i <= 240; i += 1) {
    await turn(i === 7 ? 900 : 10);
    await clock.advance(15_000);
  }
  expect(of(300)[0]?.figures["backup-lag"]).toEqual({ least: 10, most: 900, sum: 19 * 10 + 900, count: 20 });
  expect(of(300)).toHaveLength(12);
  expect(of(3_600)[0]).toMatchObject({
    at: "2026-01-01T00:00:00.000Z",
    figures: { "backup-lag": { least: 10, most: 900, count: 240 } },
  });
});

it("leaves a gap where a figure was not known", async () => {
  const { clock, of, turn } = bench();
  await turn(10);
  await clock.advance(15_000);
  await turn(null);
  expect(of(0).map(({ figures }) => figures["backup-lag"]?.most)).toEqual([10, undefined]);
  expect(of(0)[1]?.figures["checks-unknown"]?.most).toBeGreaterThan(20);
});

it("goes on after a restart where it stopped, with what was read before", async () => {
  const { clock, of, turn, restart } = bench();
  for (let i = 0; i < 20; i += 1) {
    await turn(i);
    await clock.advance(15_000);
  }
  await clock.advance(86_400_000);
  restart();
  await turn(5);
  expect(of(300).map(({ at, figures }) => [at, figures["backup-lag"]?.most])).toEqual([
    ["2026-01-01T00:00:00.000Z", 19],
  ]);
});

it("costs the same after 30 days as after one, and forgets as read what is older than two days", async () => {
  const { clock, calls, of, turn } = bench();
  const day = async (turns: number) => {
    const before = calls.count;
    for (let i = 0; i < turns; i += 1) {
      await turn(10);
      await clock.advance(86_400_000 / turns);
    }
    return calls.count - before;
  };
  // Twice an hour is enough here: what costs is the thinning, and it has one span to make each time.
  const perDay: number[] = [];
  for (let i = 0; i < 30; i += 1) perDay.push(await day(48));
  expect(perDay[29]).toBe(perDay[3]);
  expect(of(0).length).toBeLessThanOrEqual(2 * 48 + 2);
  expect(of(300).length).toBeLessThanOrEqual(31 * 48);
  expect(of(3_600).length).toBe(30 * 24 - 1);
}, 60_000);
