"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { purgeAudit } from "#lib/services/purge-audit.ts";
import { action } from "#lib/web/action.ts";

export const purgeOld = action({
  input: z.object({
    reason: z.string().trim().min(1).max(2_000),
    runs: z.string(),
    consoleRecords: z.string(),
  }),
  verb: (ctx, input) => purgeAudit(ctx, input),
  onSuccess: () => refresh(),
});
