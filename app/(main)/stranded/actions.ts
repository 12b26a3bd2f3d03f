"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { exportStranded } from "#lib/services/export-stranded.ts";
import { waiveStranded } from "#lib/services/waive-stranded.ts";
import { action } from "#lib/web/action.ts";

const text = z.string().trim().min(1).max(500);

export const exportNow = action({
  input: z.object({}),
  verb: exportStranded,
  onSuccess: () => redirect("/stranded"),
});
export const waive = action({
  input: z.object({ decidedBy: text, reason: text }),
  verb: waiveStranded,
  onSuccess: () => redirect("/stranded"),
});
