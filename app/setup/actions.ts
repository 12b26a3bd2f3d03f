"use server";

import { z } from "zod";
import { draftSchema } from "#lib/domain/topology/draft.ts";
import { importTopology } from "#lib/services/import-topology.ts";
import { lookForPool } from "#lib/services/look-for-pool.ts";
import { reviewTopology } from "#lib/services/review-topology.ts";
import { saveTopology } from "#lib/services/save-topology.ts";
import { testTopology } from "#lib/services/test-topology.ts";
import { choosePoolHere } from "#lib/web/pool-cookie.ts";
import { topologyAction } from "#lib/web/topology-action.ts";

const draft = z
  .string()
  .max(200_000)
  .transform((text, ctx): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      ctx.addIssue({ code: "custom", message: "not readable" });
      return z.NEVER;
    }
  })
  .pipe(draftSchema);
const input = z.object({ draft });

export const look = topologyAction({ input, verb: (ctx, given) => lookForPool(ctx, given.draft) });
export const test = topologyAction({ input, verb: (ctx, given) => testTopology(ctx, given.draft) });
export const review = topologyAction({ input, verb: (ctx, given) => reviewTopology(ctx, given.draft) });
export const takeIn = topologyAction({
  input: z.object({ text: z.string().min(1).max(200_000) }),
  verb: importTopology,
});
export const save = topologyAction({
  input: z.object({
    draft,
    base: z.coerce.number().int().min(0),
    why: z.string().max(500),
    isImport: z.enum(["yes", "no"]).transform((word) => word === "yes"),
  }),
  verb: saveTopology,
  onSuccess: (_, given) => choosePoolHere(given.draft.fqdn),
});
