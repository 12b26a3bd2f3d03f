import { expect, test } from "vitest";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { versionFit } from "./version-fit.ts";

const now = "2026-11-21T02:00:00.000Z";

function view(home: string, other: string, error: string | null = null) {
  const state = (productVersion: string, writable: boolean) => ({
    value: { productVersion, writable },
    at: now,
    error,
  });
  const instances = [
    { name: "home-a", site: "home", duties: ["home A"], state: state(home, true) },
    { name: "other-a", site: "other", duties: ["other A"], state: state(other, true) },
  ];
  return { instances, serverNow: now } as unknown as OverviewView;
}

test("compares home's own instance with the copy that serves", () => {
  expect(versionFit(view("12.0.6024.0", "12.0.6024.0")).fit).toBe("same");
  expect(versionFit(view("12.0.6024.0", "13.0.1.0"))).toEqual({
    fit: "differ",
    home: "12.0.6024.0",
    other: "13.0.1.0",
  });
});

test("does not know while one of them does not answer", () => {
  expect(versionFit(view("12.0.6024.0", "12.0.6024.0", "no answer")).fit).toBe("unknown");
});
