import type { FileCommand } from "#lib/domain/commands/command.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { restoreLog } from "#lib/domain/commands/restore.ts";
import { StepError } from "#lib/domain/errors.ts";
import { compareLsn, type LogBackup } from "#lib/domain/log-chain/plan-chain.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { fileAct, observed, sqlAct } from "./act.ts";
import { searchAgain } from "./choices.ts";
import type { Act, PinnedPlan } from "./step.ts";
import { applyId, copyId, serverPath } from "./survey.ts";

/** The command that copies one log backup from the share into the copy folder. */
export function copyCommand(file: { readonly name: string; readonly sizeBytes: string }): FileCommand {
  return {
    kind: "file",
    target: "copyFolder",
    text: "copy",
    parameters: { from: "backupShare", to: "copyFolder", file: file.name, sizeBytes: file.sizeBytes },
    deadlineMs: null,
  };
}

/** One log backup from the share; it counts as copied when the instance has read the same header from the copy folder. Failover step 2. */
export function copyLogBackup(pool: Pool, plan: PinnedPlan, set: LogBackup): Act {
  const path = serverPath({ pool }, "copyFolder", set.file);
  const same = (guid: string) => guid.toUpperCase() === set.header.backupSetGuid.toUpperCase();
  return fileAct(copyCommand({ name: set.file, sizeBytes: set.sizeBytes }), {
    id: copyId(set),
    repeatable: true,
    onFailure: [searchAgain],
    observe: async (ctx) => {
      const there = (await ctx.ports.files.list("copyFolder")).find((f) => f.name === set.file);
      if (!there || there.sizeBytes.toString() !== set.sizeBytes) return observed("not-started", { file: set.file });
      const headers = await ctx.ports.sql.readHeaders(plan.target, path).catch(() => []);
      return observed(headers.some((h) => same(h.backupSetGuid)) ? "done" : "not-started", {
        file: set.file,
        size: set.sizeBytes,
      });
    },
    after: async (ctx) => {
      const headers = await ctx.ports.sql.readHeaders(plan.target, path);
      if (headers.some((h) => same(h.backupSetGuid)))
        return { headerReadBy: plan.target, backupSet: set.header.backupSetGuid };
      throw new StepError("remote", `${plan.target} reads another backup set from ${path} than from the share`, {
        effect: "none",
      });
    },
  });
}

/** One log backup set in order, WITH NORECOVERY. Done when the redo point has reached its LastLSN. Failover step 3. */
export function applyLogBackup(pool: Pool, plan: PinnedPlan, set: LogBackup): Act {
  const file = serverPath({ pool }, "copyFolder", set.file);
  return sqlAct(restoreLog(plan.target, { database: "mgc", file, position: set.header.position }), {
    id: applyId(set),
    repeatable: true,
    onFailure: [searchAgain],
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, plan.target, "mgc");
      const facts = { state: db.state, redo: db.redoLsn, lastLsn: set.header.lastLsn };
      if (db.state !== "RESTORING" || db.redoLsn === null) return observed("unknown", facts);
      return observed(compareLsn(db.redoLsn, set.header.lastLsn) >= 0 ? "done" : "not-started", facts);
    },
  });
}
