import { expect, test } from "vitest";
import type { InstanceView, OverviewView, Reading } from "#lib/domain/views/overview-view.ts";
import { failbackReadiness } from "./failback-readiness.ts";

const now = "2026-11-21T02:00:00.000Z";
const read = <T>(value: T): Reading<T> => ({ value, at: now, error: null });

function instance(name: string, duty: string, more: Partial<NonNullable<InstanceView["state"]["value"]>> = {}) {
  const value = {
    ...{ productVersion: "12.0.6024.0", edition: "Standard", mgcState: "RESTORING", writable: false },
    ...{ role: "mirror" as const, mirroringState: "SYNCHRONIZED", witnessState: null, redoStartLsn: null },
    ...{ sessionsInMgc: 0, clockOffsetMs: 0, ...more },
  };
  return { name, site: duty.startsWith("home") ? "home" : "other", duties: [duty], state: read(value) } as const;
}

const server = (serviceState: string | null) =>
  ({
    ...{ fqdn: "a.example", site: "home" as const, active: false, lastPingAt: null },
    ...{ serviceState, replicaUpToDate: true, at: now },
  }) as const;

const away = {
  instances: [
    instance("home-a", "home A"),
    instance("home-b", "home B"),
    instance("other-a", "other A", { writable: true, mgcState: "ONLINE", role: "principal" }),
  ],
  chatServers: [server("Running")],
  share: read({ files: 3, newest: null }),
  captureAt: now,
  consoleStandsIn: "third",
  serverNow: now,
} as unknown as OverviewView;

const words = (view: OverviewView) => Object.fromEntries(failbackReadiness(view).map((row) => [row.id, row.word]));

test("is ready when home answers and everything needed was read", () => {
  expect(new Set(Object.values(words(away)))).toEqual(new Set(["pass"]));
});

test("counts a silent home as unknown, its versions too", () => {
  const [homeA, ...rest] = away.instances;
  const silent = homeA ? [{ ...homeA, state: { ...homeA.state, error: "no answer" } }, ...rest] : rest;
  const view = { ...away, instances: silent, chatServers: [server(null)] };
  expect(words(view)).toMatchObject({ homeCopies: "unknown", homeServers: "unknown", versions: "unknown" });
});

test("warns of a serving copy without its mirror and of versions that differ", () => {
  const [homeA, homeB] = away.instances;
  const serving = { writable: true, mirroringState: null, productVersion: "13.0.1.0" };
  const instances = [homeA, homeB, instance("other-a", "other A", serving)].flatMap((each) => each ?? []);
  expect(words({ ...away, instances })).toMatchObject({ otherMirror: "warn", versions: "warn" });
});

test("fails without any capture: nothing could be rebuilt", () => {
  expect(words({ ...away, captureAt: null }).capture).toBe("fail");
});
