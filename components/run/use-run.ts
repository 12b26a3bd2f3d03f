"use client";

import { useEffect, useState } from "react";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";

type LiveRun = { readonly run: RunView; readonly live: boolean };

/** The run as last read: read again for every event of it, and when the stream comes back after a silence. */
export function useRun(initial: RunView): LiveRun {
  const { run: event, live } = useStreamState();
  const [run, setRun] = useState(initial);
  const newest = event?.runId === initial.id ? event.number : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each event of the run is a reason to read it again
  useEffect(() => {
    if (!live) return;
    const stop = new AbortController();
    fetch(`/api/runs/${encodeURIComponent(initial.id)}`, { signal: stop.signal, cache: "no-store" })
      .then(async (response) => (response.ok ? ((await response.json()) as RunView) : null))
      .then((read) => {
        if (read !== null) setRun((before) => (read.lastEvent >= before.lastEvent ? read : before));
      })
      .catch(() => {
        // Aborted by the next event, or the console does not answer: the stream's age says so on the page.
      });
    return () => stop.abort();
  }, [initial.id, newest, live]);
  return { run, live };
}
