import { expect, test } from "vitest";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { shownDecision } from "./shown-decision.ts";

const open = (...ids: readonly string[]) => ids.map((id) => ({ id })) as unknown as RunView["decisions"];

test("shows the first question when nobody asked for another", () => {
  expect(shownDecision(open("new", "old"), null)).toBe("new");
  expect(shownDecision(open(), "gone")).toBeNull();
});

test("keeps the question that is being answered when a newer one comes", () => {
  expect(shownDecision(open("newer", "new", "old"), "old")).toBe("old");
});

test("goes to the next question when the one that was shown is answered", () => {
  expect(shownDecision(open("new"), "old")).toBe("new");
});
