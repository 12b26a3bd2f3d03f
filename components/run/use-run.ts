"use client";

import { useEffect, useState } from "react";
import { useFollow } from "#components/shell/stream-provider.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { withMessage } from "#lib/domain/views/with-message.ts";

/** The run as the tab's stream tells it, from where the page was made: nothing is asked for, nothing is told twice. */
export function useRun(initial: RunView): RunView {
  const follow = useFollow();
  const [run, setRun] = useState(initial);
  // biome-ignore lint/correctness/useExhaustiveDependencies: followed once a run; what was heard is newer than a page made again
  useEffect(() => {
    let known = initial;
    return follow({
      runId: initial.id,
      have: () => `${known.lastEvent}:${known.outputCount}`,
      hear: (message) => {
        const next = withMessage(known, message);
        if (next === null) return false;
        known = next;
        setRun(next);
        return true;
      },
    });
  }, [initial.id, follow]);
  return run;
}
