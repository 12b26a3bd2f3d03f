"use client";

import { type Again, useAskAgain } from "./use-ask-again.ts";

/** On a page whose facts change without its reader: keeps them fresh. */
export function AskAgain(again: Again) {
  useAskAgain(again);
  return null;
}
