import { expect, test } from "vitest";
import { spanOf } from "#lib/domain/figures/thin-figures.ts";
import { memoryFigures } from "#lib/watch/testing/memory-figures.ts";
import type { ServiceContext } from "./context.ts";
import { getRecoveryPointDay } from "./get-recovery-point-day.ts";

const actor = { id: "1", name: "Giulia Ferri", role: "operator" } as const;

function bench() {
  const store = memoryFigures();
  const pool = { fqdn: "p", targets: { recoveryPointSeconds: 900 } };
  const ports = { clock: { now: () => new Date("2026-11-21T12:00:00.000Z") } };
  const ctx = { actor, console: { store, pool, ports } } as unknown as ServiceContext;
  const keep = (grain: number, at: string, seconds: number) =>
    store.saveFigures("p", { grain, at, figures: { "recovery-point": spanOf(seconds) } });
  return { ctx, keep };
}

test("a point for each five minutes of the last day, peaks kept, gaps kept, the newest part as it was read", async () => {
  const { ctx, keep } = bench();
  await keep(300, "2026-11-20T10:00:00.000Z", 5_000);
  await keep(300, "2026-11-21T11:00:00.000Z", 1_620);
  await keep(300, "2026-11-21T11:50:00.000Z", 20);
  await keep(0, "2026-11-21T11:56:00.000Z", 30);
  await keep(0, "2026-11-21T11:57:00.000Z", 40);
  const day = await getRecoveryPointDay(ctx);
  expect(day.seconds).toHaveLength(288);
  expect(day.seconds.slice(-13)).toEqual([null, 1_620, ...Array.from({ length: 9 }, () => null), 20, 40].slice(-13));
  expect({ highest: day.highest, target: day.target }).toEqual({ highest: 1_620, target: 900 });
});

test("nothing kept yet is no value, not a zero", async () => {
  const { ctx } = bench();
  expect(await getRecoveryPointDay(ctx)).toMatchObject({ highest: null });
});
