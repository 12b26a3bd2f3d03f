"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { startRun } from "#lib/services/start-run.ts";
import { action } from "#lib/web/action.ts";

const input = z.object({
  planId: z.string().min(1).max(64),
  reason: z.string().trim().min(1).max(500),
  typedName: z.string().trim().min(1).max(128),
});

export const startPlannedRun = action({
  input,
  verb: startRun,
  onSuccess: ({ runId }) => redirect(`/runs/${runId}`),
});
