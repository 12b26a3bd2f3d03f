import { z } from "zod";
import { type PeopleAct, peopleActs } from "#lib/domain/people/people-acts.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

const values = z
  .record(
    z.string(),
    z
      .union([z.string(), z.number(), z.boolean(), z.null()])
      .transform((value) => (value === null ? "none" : String(value))),
  )
  .nullish()
  .transform((given) => given ?? null);
const data = z.object({ name: z.string().nullish(), before: values, after: values.optional() });

/** The newest acts on people, newest first, at most 50, as the audit has them. Safe to call twice. */
export async function listPeopleActs(ctx: ServiceContext): Promise<readonly PeopleAct[]> {
  requirePermission(ctx.actor, "people.read");
  const rows = await ctx.console.store.entries("console", peopleActs, 50);
  return rows.flatMap((row) => {
    const kind = peopleActs.find((each) => each === row.kind);
    const parsed = data.safeParse(row.data);
    if (kind === undefined || !parsed.success) return [];
    const { name, before, after } = parsed.data;
    return [{ at: row.at, kind, by: row.person, whom: name ?? after?.name ?? null, before, after: after ?? null }];
  });
}
