import type { z } from "zod";
import { isStepError } from "#lib/domain/errors.ts";
import type { Section } from "#lib/domain/health/readings.ts";
import type { Ports, SqlQuery } from "#lib/domain/ports.ts";
import { isDenied } from "#lib/domain/rights/denied.ts";

/** What SQL Server answers to a name that its version does not have (sql-server.md D2), or for a figure that it does not keep (mirroring: C2). */
const absent = [207, 208, 195, 4121, 32_039, 32_041];

/**
 * One part of a look. A version that lacks it and rights that do not show it are told apart. Safe to call twice.
 * @throws StepError "unreachable": then the whole look has failed, and its last value stays with its age
 */
export async function readSection<T>(
  ports: Pick<Ports, "sql">,
  query: SqlQuery,
  row: z.ZodType<T>,
): Promise<Section<readonly T[]>> {
  try {
    return { kind: "read", value: await ports.sql.read(query, row) };
  } catch (error) {
    if (!isStepError(error) || error.code === "unreachable") throw error;
    const numbers = error.causes.map((cause) => cause.number ?? 0);
    const kind = isDenied(error) ? "not-visible" : numbers.some((n) => absent.includes(n)) ? "not-available" : "failed";
    return { kind, why: error.causes[0]?.message ?? error.message };
  }
}
