"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answerApproval } from "#lib/services/answer-approval.ts";
import { answerUncaptured } from "#lib/services/answer-uncaptured.ts";
import { requestApproval } from "#lib/services/request-approval.ts";
import { startRun } from "#lib/services/start-run.ts";
import { action } from "#lib/web/action.ts";

const planId = z.string().min(1).max(64);
const input = z.object({
  planId,
  reason: z.string().trim().min(1).max(500),
  typedName: z.string().trim().min(1).max(128),
  emergencyReason: z.string().trim().max(500).default(""),
});
const answer = z.object({
  planId,
  planHash: z.string().min(1).max(64),
  manifestHash: z.string().max(64).default(""),
  answer: z.enum(["approve", "refuse"]),
  hasRead: z.literal("yes").optional(),
  reason: z.string().trim().max(500).default(""),
});

const asked = z.object({
  planId,
  part: z.enum(["primary", "secondary", "database", "list"]),
  instance: z.string().max(128),
  source: z.string().max(500),
  values: z.record(z.string().max(64), z.string().max(1000)),
});

/** What nobody captured, said by a person; the page shows it at once, the next plan uses it. */
export const answerAsked = action({
  input: asked,
  verb: answerUncaptured,
  onSuccess: (_, { planId }) => redirect(`/plans/${planId}`),
});

export const startPlannedRun = action({
  input,
  verb: startRun,
  onSuccess: ({ runId }) => redirect(`/runs/${runId}`),
});

export const askApproval = action({ input: z.object({ planId }), verb: requestApproval, onSuccess: () => refresh() });
export const giveAnswer = action({
  input: answer,
  verb: (ctx, given) => answerApproval(ctx, { ...given, hasRead: given.hasRead === "yes" }),
  onSuccess: () => refresh(),
});
