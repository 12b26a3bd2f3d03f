"use client";

import { useActionState } from "react";
import type { ActionState, FormAction } from "./action-result.ts";

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
      // What the console itself threw has a digest, and so has a redirect.
      if (fault instanceof Error && "digest" in fault) throw fault;
      return unanswered;
    }
  }, null);
}
