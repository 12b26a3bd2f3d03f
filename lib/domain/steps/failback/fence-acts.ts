import { setReadOnly, setReadWrite } from "#lib/domain/commands/database-options.ts";
import { removeMirroring } from "#lib/domain/commands/mirroring.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { Act, Check } from "#lib/domain/steps/step.ts";

/** Ends mirroring of one database; the partner's copy stays RESTORING. */
export function mirroringOff(id: string, instance: string, database: "mgc" | "mgccomp"): Act {
  return sqlAct(removeMirroring(instance, database), {
    id,
    repeatable: true,
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, instance, database);
      return observed(db.role === null ? "done" : "not-started", { instance, database, role: db.role ?? "none" });
    },
  });
}

/** Fences a copy: sessions out, read-only. */
export function readOnlyAct(id: string, instance: string): Act {
  return sqlAct(setReadOnly(instance, "mgc"), {
    id,
    repeatable: true,
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, instance, "mgc");
      const facts = { instance, state: db.state, readOnly: String(db.readOnly) };
      return observed(db.state !== "ONLINE" || db.readOnly === true ? "done" : "not-started", facts);
    },
  });
}

/** Makes a read-only copy writable; `guard` is rule 1. Done only when the copy is seen writable. */
export function readWriteAct(id: string, instance: string, guard: Check): Act {
  return sqlAct(setReadWrite(instance, "mgc"), {
    id,
    repeatable: true,
    guard,
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, instance, "mgc");
      const facts = { instance, state: db.state, readOnly: String(db.readOnly) };
      return observed(db.writable ? "done" : db.state === "ONLINE" ? "not-started" : "unknown", facts);
    },
  });
}
