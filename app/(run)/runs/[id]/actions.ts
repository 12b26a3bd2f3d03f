"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { confirmOverride } from "#lib/services/confirm-override.ts";
import { abortRun, pauseRun, pauseRunAfterStage, resumeRun } from "#lib/services/control-run.ts";
import { decide } from "#lib/services/decide.ts";
import { answerTakeOver, offerRun, takeOverRun, withdrawOffer } from "#lib/services/hand-over-run.ts";
import { action } from "#lib/web/action.ts";

const id = z.string().min(1).max(200);
const text = z.string().trim().max(500).default("");
const control = z.object({ runId: id, reason: text });
const attestation = z.object({
  instance: z.string().min(1).max(128),
  switchedOff: text,
  confirmedBy: text,
  confirmedAt: text,
});
const answer = z.object({
  runId: id,
  decisionId: id,
  choice: id,
  reason: text,
  typedName: text,
  attestations: z.array(attestation).max(8).default([]),
});

export const decideRun = action({ input: answer, verb: decide });
export const pause = action({ input: control, verb: pauseRun });
export const pauseAfterStage = action({ input: control, verb: pauseRunAfterStage });
export const resume = action({ input: control, verb: resumeRun });
export const abort = action({ input: control, verb: abortRun });
export const answerOverride = action({
  input: z.object({ runId: id, decisionId: id, answer: z.enum(["confirm", "refuse"]), typedName: text, reason: text }),
  verb: confirmOverride,
  onSuccess: (_, input) => redirect(`/runs/${input.runId}`),
});
export const offer = action({ input: control, verb: offerRun });
export const withdraw = action({ input: control, verb: withdrawOffer });
export const takeOver = action({ input: control, verb: takeOverRun });
export const answerAsker = action({
  input: control.extend({ answer: z.enum(["agree", "refuse"]) }),
  verb: answerTakeOver,
});
