import { expect, it } from "vitest";
import { foldMarkers, isMarkerDue, markerStanding, roomGuidOf } from "./marker.ts";

const now = "2026-11-21T10:00:00.000Z";
const hours = (count: number) => new Date(Date.parse(now) - count * 3_600_000).toISOString();
const written = (at: string) => ({
  at,
  kind: "marker-written",
  person: "console",
  data: { room: 1, name: "T", chatId: "7" },
});
const failed = (at: string) => ({ at, kind: "marker-failed", person: "console", data: { why: "left nothing" } });

it("is due when none was ever written, a day after the newest, and an hour after a try that left none", () => {
  const due = (...newestFirst: Parameters<typeof markerStanding>[0]) => isMarkerDue(markerStanding(newestFirst), now);
  expect(due()).toBe(true);
  expect(due(written(hours(23)))).toBe(false);
  expect(due(written(hours(24)))).toBe(true);
  expect(due(failed(hours(0.5)), written(hours(30)))).toBe(false);
  expect(due(failed(hours(1)), written(hours(30)))).toBe(true);
});

it("forgets a failure once a marker came after it, and leaves out what it does not understand", () => {
  expect(markerStanding([written(hours(1)), failed(hours(2))])).toMatchObject({
    failed: null,
    newest: { chatId: "7" },
  });
  expect(markerStanding([failed(hours(1)), written(hours(2))]).failed).toEqual({ why: "left nothing", at: hours(1) });
  expect(foldMarkers([{ ...written(now), data: { nonsense: true } }])).toEqual([]);
});

it("takes a room's GUID from the end of its URI", () => {
  const guid = "6f0b4d1c-5d2b-4c5e-9c41-0c7b1e6a2106";
  expect(roomGuidOf(`ma-chan://contoso.local/${guid}`)).toBe(guid);
  expect(roomGuidOf("ma-chan://contoso.local/Treasury")).toBeNull();
});
