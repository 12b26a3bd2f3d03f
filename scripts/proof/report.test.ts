import { expect, test } from "vitest";
import { neverReached, reportOf } from "./report.mjs";

const stories = "lib/engine/stories.proof.ts";
const result = (over: object) => ({
  ok: true,
  startedAt: "2026-11-21T10:00:00.000Z",
  durationMs: 60_000,
  said: "",
  ...over,
});
const row = (from: number, over: object | null) => {
  const part = { file: stories, name: `holds in every story from seed ${from} on` };
  return { ...part, result: over === null ? null : result({ ...part, ...over }) };
};
const pageOf = (parts: readonly ReturnType<typeof row>[]) =>
  reportOf({ proven: { commit: "abc", isChanged: false }, machine: "2 cores", parts });

test("says which parts were not run, and counts only what held", () => {
  const page = pageOf([
    row(1_000, { counts: { "fault late": 2, "choice skip": 0 } }),
    row(1_500, { ok: false, counts: { "fault late": 40 } }),
    row(2_000, null),
  ]);
  expect(page).toContain("1 of 3 parts held, 1 did not, 1 were not run on this commit.");
  expect(page).toContain("Stories: 500 in 1 rows of 500, seeds 1000 to 1499.");
  expect(page).toContain("| late | 2 |");
  expect(page).toContain("| skip | 0 |");
  expect(page).toMatch(/## What did not hold\n\n- .*seed 1500/);
  expect(page).toMatch(/## Not run on this commit\n\n- .*seed 2000/);
});

test("names what was expected and never met only when every story was told", () => {
  const told = row(1_000, { counts: { "fault late": 2, "choice skip": 0 } });
  expect(neverReached([told, row(1_500, null)])).toEqual([]);
  expect(neverReached([told, row(1_500, { counts: { "choice skip": 0 } })])).toEqual(["choice skip"]);
  expect(neverReached([told, row(1_500, { counts: { "choice skip": 1 } })])).toEqual([]);
});
