import { drillDatabase, fileExists } from "#lib/domain/commands/drill-observations.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { dropDatabase } from "#lib/domain/commands/restore-full.ts";
import type { Ports } from "#lib/domain/ports.ts";
import { observed, sqlAct } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { Act, Check } from "#lib/domain/steps/step.ts";
import { type DrillPins, drillOf } from "./pins.ts";

/** What of a drill is still there, by the instance's own answers. */
export type Leftovers = { readonly database: string | null; readonly files: readonly string[] };

/** Asks for the database and for each file by its path. Only reads. */
export async function readLeftovers(
  { sql }: Pick<Ports, "sql">,
  at: { readonly target: string; readonly moves: DrillPins["moves"] },
): Promise<Leftovers> {
  const { state } = await readDatabase(sql, at.target, drillDatabase);
  const there = await Promise.all(at.moves.map(({ path }) => fileExists(sql, at.target, path)));
  return { database: state, files: at.moves.flatMap(({ path }, i) => (there[i] ? [path] : [])) };
}

const factsOf = (left: Leftovers) => ({
  database: left.database === null ? `no ${drillDatabase}` : `${drillDatabase} is ${left.database}`,
  files: left.files.join(", ") || "none of them is there",
});

/** Nothing of an earlier drill, and nothing else by these names, is in the way. */
export const drillNameFree: Check = check("drill-name-free", async (ctx) => {
  const left = await readLeftovers(ctx.ports, { target: ctx.plan.target, moves: drillOf(ctx.plan).moves });
  const isFree = left.database === null && left.files.length === 0;
  return finding(ctx, "drill-name-free", isFree ? "pass" : "fail", { instance: ctx.plan.target, ...factsOf(left) });
});

/** A drill ends only when the instance says that its database and each of its files are gone. Nobody may go on past it. */
export const leftoversGone: Check = check("drill-leftovers-gone", async (ctx) => {
  const left = await readLeftovers(ctx.ports, { target: ctx.plan.target, moves: drillOf(ctx.plan).moves });
  const isGone = left.database === null && left.files.length === 0;
  return finding(ctx, "drill-leftovers-gone", isGone ? "pass" : "fail", {
    instance: ctx.plan.target,
    ...factsOf(left),
  });
});

/** Drops what the drill restored. Done only when the database and all its files are seen gone. */
export function dropDrillCopy(id: string, target: string, moves: DrillPins["moves"]): Act {
  return sqlAct(dropDatabase(target, drillDatabase), {
    id,
    repeatable: true,
    observe: async (ctx) => {
      const left = await readLeftovers(ctx.ports, { target, moves });
      const state = left.database !== null ? "not-started" : left.files.length === 0 ? "done" : "unknown";
      return observed(state, { instance: target, ...factsOf(left) });
    },
  });
}
