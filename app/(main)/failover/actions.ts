"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { planRun } from "#lib/services/plan-run.ts";
import { action } from "#lib/web/action.ts";

const input = z.object({
  procedure: z.enum(["failover", "mirror-failover"]),
  order: z.enum(["users-first", "protection-first"]).optional(),
});

export const makePlan = action({
  input,
  verb: planRun,
  onSuccess: ({ planId }) => redirect(`/plans/${planId}`),
});
