"use client";

import { useEffect, useRef, useState } from "react";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { withLines } from "./with-lines.ts";

type LiveRun = { readonly run: RunView; readonly live: boolean };

/**
 * The run as last read: read again for every event of it, and when the stream comes back after a silence. One question at a time: what
 * happens while an answer is on its way is asked for afterwards, so that a storm of events neither starves the page nor the console.
 */
export function useRun(initial: RunView): LiveRun {
  const { run: event, live } = useStreamState();
  const [run, setRun] = useState(initial);
  const newest = event?.runId === initial.id ? event.number : 0;
  const reader = useRef<ReturnType<typeof makeReader> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one reader a run; what it has read is newer than a page made again
  useEffect(() => {
    const made = makeReader(initial, setRun);
    reader.current = made;
    return () => made.stop();
  }, [initial.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each event of the run is a reason to read it again
  useEffect(() => {
    if (live) reader.current?.ask();
  }, [initial.id, newest, live]);
  return { run, live };
}

function makeReader(initial: RunView, show: (run: RunView) => void) {
  const stopping = new AbortController();
  let known = initial;
  let busy = false;
  let asked = false;
  const read = async () => {
    const from = (known.output.at(-1)?.nth ?? -1) + 1;
    const url = `/api/runs/${encodeURIComponent(initial.id)}?from=${from}`;
    const response = await fetch(url, { signal: stopping.signal, cache: "no-store" });
    if (!response.ok) return;
    const fresh = (await response.json()) as RunView;
    if (stopping.signal.aborted || fresh.lastEvent < known.lastEvent) return;
    known = withLines(known, fresh);
    show(known);
  };
  const ask = () => {
    asked = true;
    if (busy || stopping.signal.aborted) return;
    busy = true;
    asked = false;
    read()
      .catch(() => {
        // The page is left, or the console does not answer: the stream's age says so on the page.
      })
      .finally(() => {
        busy = false;
        if (asked) ask();
      });
  };
  return { ask, stop: () => stopping.abort() };
}
