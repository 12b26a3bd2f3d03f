import { expect, test } from "vitest";
import { changeOf } from "./run-change.ts";
import type { RunView } from "./run-view.ts";

const act = (id: string, status: string) => ({ id, status, observations: [] });
const view = (lastEvent: number, change: object = {}) =>
  ({
    lastEvent,
    status: "running",
    outputCount: 0,
    output: [],
    steps: [
      { id: "one", status: "done", acts: [] },
      { id: "two", status: "running", acts: [act("a", "done"), act("b", "running")] },
    ],
    ...change,
  }) as unknown as RunView;

test("says only what has changed", () => {
  const change = changeOf(view(4), view(5, { status: "paused" }));
  expect(change).toEqual({ since: 4, fields: { lastEvent: 5, status: "paused" }, steps: [], lines: [] });
});

test("of a step with many acts says only those that changed", () => {
  const steps = [view(4).steps[0], { id: "two", status: "running", acts: [act("a", "done"), act("b", "done")] }];
  expect(changeOf(view(4), view(5, { steps })).steps).toEqual([{ id: "two", acts: [act("b", "done")], order: null }]);
});

test("says the order when other acts are shown than before", () => {
  const steps = [view(4).steps[0], { id: "two", status: "running", acts: [act("b", "running"), act("c", "running")] }];
  expect(changeOf(view(4), view(5, { steps })).steps).toEqual([
    { id: "two", acts: [act("c", "running")], order: ["b", "c"] },
  ]);
});

test("says each line of output once", () => {
  const line = (nth: number) => ({ nth, text: `${nth}` });
  const before = view(4, { output: [line(0), line(1)], outputCount: 2 });
  const after = view(5, { output: [line(0), line(1), line(2)], outputCount: 3 });
  expect(changeOf(before, after).lines).toEqual([line(2)]);
});
