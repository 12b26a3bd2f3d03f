"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { verifyAudit } from "#lib/services/verify-audit.ts";
import { action } from "#lib/web/action.ts";

export const verifyNow = action({
  input: z.object({}),
  verb: async (ctx) => {
    verifyAudit(ctx);
    return null;
  },
  onSuccess: () => redirect("/history"),
});
