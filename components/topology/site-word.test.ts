import { expect, test } from "vitest";
import type { InstanceView, OverviewView } from "#lib/domain/views/overview-view.ts";
import { siteWord } from "./site-word.ts";

const now = "2026-11-21T02:00:00.000Z";

/** What the word is made from, and nothing else. */
function seen(instances: readonly { readonly duty: string; readonly answers: boolean }[]): OverviewView {
  const view = {
    serverNow: now,
    activeServers: { value: [], at: now, error: null },
    chatServers: [],
    instances: instances.map(({ duty, answers }) => ({
      name: duty,
      site: "other",
      duties: [duty],
      state: {
        value: { writable: false } as InstanceView["state"]["value"],
        at: now,
        error: answers ? null : "silent",
      },
    })),
  };
  return view as unknown as OverviewView;
}

test("stands by while every copy of the site answers, whatever its witness does", () => {
  const both = [
    { duty: "other A", answers: true },
    { duty: "other B", answers: true },
  ];
  expect(siteWord(seen(both), "other")).toBe("standby");
  expect(siteWord(seen([...both, { duty: "other witness", answers: false }]), "other")).toBe("standby");
});

test("is not proven when the copy that counts may be the one that does not answer", () => {
  const half = [
    { duty: "other A", answers: false },
    { duty: "other B", answers: true },
  ];
  expect(siteWord(seen(half), "other")).toBe("not-proven");
  expect(siteWord(seen([{ duty: "other A", answers: false }]), "other")).toBe("no-answer");
});
