import { expect, test } from "vitest";
import type { AuditStanding } from "#lib/domain/audit/audit-standing.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { AuditState } from "#lib/domain/local-journal-port.ts";
import { fakeClock } from "#lib/watch/testing/fake-clock.ts";
import { makeAuditWatch } from "./audit-watch.ts";

function watched() {
  const clock = fakeClock();
  const database = { dead: false, asked: 0, state: { kind: "up" } as AuditState };
  const told: AuditStanding[] = [];
  const watch = makeAuditWatch({
    clock,
    state: () => database.state,
    probe: async () => {
      database.asked += 1;
      if (database.dead) throw new AppError("store-failed", "disk I/O error");
    },
    publish: (standing) => void told.push(standing),
  });
  watch.start();
  return { clock, database, told, watch };
}

test("says since when the database does not answer while no run asks it, and that it answers again", async () => {
  const { clock, database, told, watch } = watched();
  await clock.advance(1_000);
  expect(watch.current()).toEqual({ kind: "up" });
  database.dead = true;
  await clock.advance(10_000);
  const down = { kind: "down", since: "2026-11-21T10:00:05.000Z", cause: "disk I/O error" };
  expect(watch.current()).toEqual(down);
  database.dead = false;
  await clock.advance(10_000);
  expect(told).toEqual([{ kind: "up" }, down, { kind: "up" }]);
  await watch.stop();
});

test("leaves the database alone and passes on what runs know while a local journal stands in", async () => {
  const { clock, database, told, watch } = watched();
  await clock.advance(1_000);
  const asked = database.asked;
  database.state = { kind: "local-journal", since: "2026-11-21T10:00:02.000Z", cause: "disk full", events: 3 };
  expect(watch.current()).toEqual(database.state);
  await clock.advance(20_000);
  expect(database.asked).toBe(asked);
  expect(told.at(-1)).toEqual(database.state);
  await watch.stop();
});
