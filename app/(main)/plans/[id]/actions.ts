"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answerUncaptured } from "#lib/services/answer-uncaptured.ts";
import { startRun } from "#lib/services/start-run.ts";
import { action } from "#lib/web/action.ts";

const input = z.object({
  planId: z.string().min(1).max(64),
  reason: z.string().trim().min(1).max(500),
  typedName: z.string().trim().min(1).max(128),
});

const answer = z.object({
  planId: z.string().min(1).max(64),
  part: z.enum(["primary", "secondary", "database", "list"]),
  instance: z.string().max(128),
  source: z.string().max(500),
  values: z.record(z.string().max(64), z.string().max(1000)),
});

/** What nobody captured, said by a person; the page shows it at once, the next plan uses it. */
export const answerAsked = action({
  input: answer,
  verb: answerUncaptured,
  onSuccess: (_, { planId }) => redirect(`/plans/${planId}`),
});

export const startPlannedRun = action({
  input,
  verb: startRun,
  onSuccess: ({ runId }) => redirect(`/runs/${runId}`),
});
