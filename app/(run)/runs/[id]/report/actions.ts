"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { signOffRun } from "#lib/services/sign-off-run.ts";
import { action } from "#lib/web/action.ts";

export const signOff = action({
  input: z.object({ runId: z.string().min(1), comment: z.string().trim().min(1).max(2_000) }),
  verb: async (ctx, input) => {
    await signOffRun(ctx, input);
    return null;
  },
  onSuccess: () => refresh(),
});
