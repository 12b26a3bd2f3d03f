"use client";

import { useActionState } from "react";
import type { ActionState, FormAction } from "./action-result.ts";
import { consoleAnswers } from "./console-answers.ts";

const unanswered = { ok: false, code: "unanswered", message: "", fields: {} } as const;

/**
 * Sends a form to its server action: what came back, the sender, and whether it is under way. A console that did not answer
 * is an answer too, `unanswered`: it may have heard, and nothing is sent again by itself.
 */
export function useSend<T>(action: FormAction<T>) {
  return useActionState(async (before: ActionState<T>, form: FormData): Promise<ActionState<T>> => {
    try {
      return await action(before, form);
    } catch (fault) {
      // A browser's TypeError is a line that broke. What the console threw has a digest, a redirect too; the rest is told by asking.
      if (fault instanceof TypeError) return unanswered;
      if ((fault instanceof Error && "digest" in fault) || (await consoleAnswers())) throw fault;
      return unanswered;
    }
  }, null);
}
