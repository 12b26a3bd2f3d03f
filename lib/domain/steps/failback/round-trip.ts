import { readLastRestore } from "#lib/domain/commands/failback-observations.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import { compareLsn } from "#lib/domain/log-chain/plan-chain.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { failbackOf } from "./pins.ts";

/** Where the secondary stood before the first log backup that home's own jobs bring. */
const startOf = (run: RunState) => (resultOf(run, "secondary-before") as { readonly redo: string } | undefined)?.redo;

/** Pins it. */
export function pinSecondary(source: string): Act {
  return evidenceAct("secondary-before", source, async (ctx) => {
    const { redoLsn, state } = await readDatabase(ctx.ports.sql, source, "mgc");
    if (redoLsn === null)
      throw new AppError("refused", `mgc on ${source} is ${state ?? "absent"}: it takes no log backups`);
    return { redo: redoLsn };
  });
}

/** One log backup of home, made, copied and restored by the jobs: the redo point moved. The jobs' own success proves nothing (dba-notes 8). */
export const roundTrip = check(
  "round-trip",
  async (ctx) => {
    const { source } = failbackOf(ctx.plan);
    const start = startOf(ctx.run);
    const db = await readDatabase(ctx.ports.sql, source, "mgc");
    const last = await readLastRestore(ctx.ports.sql, source, "mgc");
    const facts = { instance: source, redo: db.redoLsn ?? "none", from: start ?? "not known" };
    if (!start || db.redoLsn === null) return finding(ctx, "round-trip", "unknown", facts);
    const moved = compareLsn(db.redoLsn, start) > 0 && last?.type === "L";
    return finding(ctx, "round-trip", moved ? "pass" : "fail", facts);
  },
  { patienceMs: 15 * 60_000, mayGoOn: true },
);
