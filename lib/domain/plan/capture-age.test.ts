import { expect, test } from "vitest";
import { fakeCapture, home, pool, target } from "#lib/engine/testing/fake-pool.ts";
import { captureView, judgeCapture } from "./capture-age.ts";

const at = "2026-11-21T10:00:00.000Z";
const later = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
const fresh = fakeCapture(at);

test("passes while every half is younger than an hour, and names the age of each", () => {
  const seen = judgeCapture(fresh, pool, later(59));
  expect(seen.verdict).toBe("pass");
  expect(seen.facts).toMatchObject({ capture: "capture-1", [target]: "59 min old", lync: "59 min old" });
});

test("warns when one half is older than an hour although the rest is fresh", () => {
  const halves = { ...fresh.halves, [`instance:${home[0]}`]: { at, data: {} } };
  const newer = Object.fromEntries(Object.entries(halves).map(([k, h]) => [k, { ...h, at: later(150) }]));
  const seen = judgeCapture(
    { ...fresh, halves: { ...newer, [`instance:${home[0]}`]: { at, data: {} } } },
    pool,
    later(152),
  );
  expect(seen.verdict).toBe("warn");
  expect(seen.facts).toMatchObject({ [home[0]]: "2 h 32 min old", [home[1]]: "2 min old" });
});

test("warns and says which half nobody captured", () => {
  const { [`instance:${home[1]}`]: _gone, ...halves } = fresh.halves;
  const seen = judgeCapture({ ...fresh, halves }, pool, at);
  expect([seen.verdict, seen.facts[home[1]]]).toEqual(["warn", "missing"]);
  const half = captureView({ ...fresh, halves }, pool, at).halves.find((h) => h.name === home[1]);
  expect(half).toEqual({ name: home[1], at: null, state: "missing", unread: [] });
});

test("warns when a section of a half was refused", () => {
  const halves = { ...fresh.halves, lync: { at, data: { sections: {}, unread: { endpoints: "denied" } } } };
  const seen = judgeCapture({ ...fresh, halves }, pool, at);
  expect([seen.verdict, seen.facts.lync]).toEqual(["warn", "0 min old, not read: endpoints"]);
});

test("is unknown when nothing was ever captured", () => {
  expect(judgeCapture(null, pool, at).verdict).toBe("unknown");
});
