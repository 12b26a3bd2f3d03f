import { expect, test } from "vitest";
import type { Role } from "#lib/domain/actor.ts";
import type { PurgedStream, PurgeQuery } from "#lib/domain/audit/purge.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { purgeAudit } from "./purge-audit.ts";

const stream = (n: number): PurgedStream => ({ stream: `run:${n}`, first: 1, last: 10, lastHash: "0", label: null });

function opened({ role = "manager", days = 400, active = null as { label: string } | null } = {}) {
  const parts = [[stream(1), stream(2)], [{ ...stream(3), stream: "console", last: 7 }]];
  const queries: PurgeQuery[] = [];
  const store = {
    activeRun: async () => active,
    purgeable: async () => ({ runs: 2, consoleRecords: 7 }),
    purgeSome: async (query: PurgeQuery) => {
      queries.push(query);
      return parts.shift() ?? null;
    },
  };
  const console = {
    pool: { ...pool, ...(days ? { retention: { days } } : {}) },
    store,
    ports: { clock: quickClock() },
  };
  const ctx = { actor: { id: "7", name: "Anna Rossi", role: role as Role }, console } as unknown as ServiceContext & {
    console: ServiceConsole;
  };
  return { ctx, queries };
}
const shown = { reason: "as our retention says", runs: "2", consoleRecords: "7" };

test("takes part after part of what is older than the retention says, in the asker's name", async () => {
  const { ctx, queries } = opened();
  expect(await purgeAudit(ctx, shown)).toEqual({ records: 27 });
  const before = new Date(ctx.console.ports.clock.now().getTime() - 400 * 86_400_000).toISOString();
  expect(queries[0]).toMatchObject({ poolFqdn: pool.fqdn, person: "Anna Rossi", reason: shown.reason });
  expect(queries[0]?.before.slice(0, 16)).toBe(before.slice(0, 16));
});

test.each([
  ["somebody who is no manager", { role: "operator" }, shown, "not-allowed"],
  ["no reason", {}, { ...shown, reason: "  " }, "bad-input"],
  ["a pool without a retention", { days: 0 }, shown, "refused"],
  ["a run that goes on", { active: { label: "R-0007" } }, shown, "refused"],
  ["something else than was shown", {}, { ...shown, runs: "1" }, "conflict"],
] as const)("takes nothing with %s", async (_, at, asked, code) => {
  const { ctx, queries } = opened(at);
  await expect(purgeAudit(ctx, asked)).rejects.toMatchObject({ code });
  expect(queries).toEqual([]);
});
