"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { consoleAnswers } from "./console-answers.ts";
import { useRefresh } from "./refresh-provider.tsx";

export type Again = {
  readonly everyMs: number;
  /** Ends after so many. Default: never. */
  readonly atMost?: number;
  /** Also while nobody looks at the tab, as for what its title tells. Default: true. */
  readonly unseen?: boolean;
};

/** Reads the page again and again; gives how often it has asked. Without a console the page stays as it is. */
export function useAskAgain({ everyMs, atMost = Number.POSITIVE_INFINITY, unseen = true }: Again): number {
  const refresh = useRefresh();
  const router = useRouter();
  const [tries, setTries] = useState(0);
  const [isAsking, ask] = useTransition();
  useEffect(() => {
    // The next question only after the answer to the last: on a slow machine each would put off the one before it, for ever.
    if (isAsking || tries >= atMost) return;
    const timer = setTimeout(async () => {
      // Actions leave one after the other: one that hangs at a silent console would hold what the operator presses.
      if ((unseen || document.visibilityState === "visible") && (await consoleAnswers()))
        ask(async () => {
          try {
            await refresh();
          } catch {
            // Another build, or a session that has ended: the router knows the way.
            if (await consoleAnswers()) router.refresh();
          }
        });
      setTries(tries + 1);
    }, everyMs);
    return () => clearTimeout(timer);
  }, [refresh, router, tries, isAsking, everyMs, atMost, unseen]);
  return tries;
}
