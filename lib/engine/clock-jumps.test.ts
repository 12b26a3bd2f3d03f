import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  answering,
  attested,
  type Bench,
  careful,
  failoverBench,
  recovery,
  sentTexts,
} from "./testing/engine-bench.ts";
import { failoverPicture } from "./testing/failover-picture.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const hours = 3_600_000;

/** Starts a console whose wall clock is set by so much once the run has got so far; the clock that never goes back goes on. */
function startJumping(jumpMs: number, at: (events: number) => boolean) {
  let shift = 0;
  bench.store.onAppend((e) => {
    if (at(e.number)) shift = jumpMs;
  });
  const clock = { ...bench.clock, now: () => new Date(bench.clock.now().getTime() + shift) };
  bench.start("console:1", { ports: { ...bench.ports, clock } });
  return { now: () => clock.now() };
}

test.each([
  ["two hours ahead", 2 * hours],
  ["two hours back", -2 * hours],
])("ends as if undisturbed when the wall clock jumps %s in mid-run, after every event", async (_, jumpMs) => {
  bench = await failoverBench(careful);
  bench.start();
  const last = (await bench.ends()).length;
  const calm = failoverPicture(bench.servers);
  await bench.stopAll();
  for (let n = 5; n < last; n += 11) {
    bench = await failoverBench();
    const jumped = startJumping(jumpMs, (number) => number === n);
    const words = () => attested({ clock: { ...bench.clock, now: jumped.now } });
    const word = { "point-of-no-return": "confirm", "home-still-answers": "retry" } as const;
    bench.person = (decision) => {
      const choice = word[decision.kind as keyof typeof word];
      return choice ? { choice, attestations: words() } : careful(decision, bench);
    };
    await bench.ends();
    expect([n, failoverPicture(bench.servers)]).toEqual([n, calm]);
    await bench.stopAll();
  }
});

test.each([
  ["ahead: the word is too old", 2 * hours],
  ["back: the word would lie in the future", -2 * hours],
])("does not count a word that was given before the clock jumped %s", async (_, jumpMs) => {
  bench = await failoverBench(answering({ "home-still-answers": () => null }));
  let asked = false;
  bench.store.onAppend((e) => {
    if (e.kind === "decision-taken") asked = true;
  });
  startJumping(jumpMs, () => asked);
  await bench.asked("home-still-answers");
  expect(sentTexts(bench.servers)).not.toContain(recovery);
});
