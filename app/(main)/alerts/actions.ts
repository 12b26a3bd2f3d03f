"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { acknowledgeAlert } from "#lib/services/acknowledge-alert.ts";
import { action } from "#lib/web/action.ts";

export const acknowledge = action({
  input: z.object({ alertId: z.string().min(1).max(100), comment: z.string().trim().min(1).max(500) }),
  verb: acknowledgeAlert,
  onSuccess: () => redirect("/alerts"),
});
