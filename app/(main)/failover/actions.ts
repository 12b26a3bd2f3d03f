"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { procedureIds } from "#lib/domain/procedures/procedure-id.ts";
import { planRun } from "#lib/services/plan-run.ts";
import { action } from "#lib/web/action.ts";

const input = z.object({
  procedure: z.enum(procedureIds),
  order: z.enum(["users-first", "protection-first", "state-first", "documented"]).optional(),
  way: z.enum(["log-swap", "full-restore"]).optional(),
});

export const makePlan = action({
  input,
  verb: planRun,
  onSuccess: ({ planId }) => redirect(`/plans/${planId}`),
});
