import { expect, test } from "vitest";
import type { InstanceView, OverviewView } from "#lib/domain/views/overview-view.ts";
import { readStanding } from "./read-standing.ts";

const now = "2026-11-21T03:00:30.000Z";
const fresh = "2026-11-21T03:00:20.000Z";
type State = NonNullable<InstanceView["state"]["value"]>;

const reading = <T>(value: T | null, at = fresh, error: string | null = null) => ({ value, at, error });
const copy = (name: string, site: "home" | "other", state: Partial<State> | null, at = fresh): InstanceView => ({
  name,
  site,
  duties: [`${site} A`],
  state: reading(state as State | null, at, state === null ? "does not answer" : null),
});
const principal = { mgcState: "ONLINE", writable: true, role: "principal", mirroringState: "SYNCHRONIZED" } as const;
const mirror = { mgcState: "RESTORING", writable: false, role: "mirror", mirroringState: "SYNCHRONIZED" } as const;
const secondary = { mgcState: "RESTORING", writable: false, role: "secondary", mirroringState: null } as const;

function standing(instances: readonly InstanceView[], over: Partial<OverviewView> = {}) {
  const view = {
    serverNow: now,
    poolState: reading("Normal"),
    logShipping: reading({ removed: false }),
    targets: { recoveryPointSeconds: 900, recoveryTimeSeconds: 1800 },
    recoveryPointSeconds: 20,
    instances,
    ...over,
  } as unknown as OverviewView;
  return readStanding(view, 30_000);
}
const well = [copy("a", "home", principal), copy("b", "home", mirror), copy("c", "other", secondary)];

test("reads a pool that is well", () => {
  expect(standing(well)).toEqual({
    poolState: "Normal",
    home: "writable",
    other: "restoring",
    homeMirror: "synchronized",
    shipping: "runs",
  });
});

test("takes what is silent, old, or in another word for unknown", () => {
  const old = "2026-11-21T02:59:59.000Z";
  const silent = [copy("a", "home", null), copy("b", "home", mirror, old), copy("c", "other", null)];
  const over = { poolState: reading("Failing"), logShipping: reading<never>(null) };
  expect(standing(silent, over as unknown as Partial<OverviewView>)).toEqual({
    poolState: "unknown",
    home: "unknown",
    other: "unknown",
    homeMirror: "unknown",
    shipping: "unknown",
  });
});

test.each([
  [{ mgcState: "SUSPECT", writable: false }, "damaged"],
  [{ mgcState: "ONLINE", writable: false }, "read-only"],
  [{ mgcState: "absent", writable: false }, "absent"],
] as const)("names a copy that is %o %s", (state, word) => {
  expect(standing([copy("c", "other", state)]).other).toBe(word);
});

test("does not call a site without copy empty while one of its instances is silent", () => {
  const instances = [copy("c", "other", { mgcState: "absent", writable: false }), copy("d", "other", null)];
  expect(standing(instances).other).toBe("unknown");
});

test("calls log shipping broken that was removed or is late, or of which nobody knows how late it is", () => {
  for (const recoveryPointSeconds of [901, null])
    expect(standing(well, { recoveryPointSeconds }).shipping).toBe("broken");
  const logShipping = reading({ removed: true }) as unknown as OverviewView["logShipping"];
  expect(standing(well, { logShipping }).shipping).toBe("broken");
});
