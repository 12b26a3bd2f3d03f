"use client";

import { useEffect, useState } from "react";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

const staleAfterMs = 30_000;

export type StreamState = {
  readonly overview: OverviewView | null;
  readonly run: { readonly runId: string; readonly number: number } | null;
  /** False after 30 s without an event or a heartbeat, and while the connection is cut. */
  readonly live: boolean;
  readonly lastHeardAt: number | null;
};

const nothingYet: StreamState = { overview: null, run: null, live: true, lastHeardAt: null };

function parsed<T>(event: MessageEvent<string>): T | null {
  try {
    return JSON.parse(event.data) as T;
  } catch {
    return null;
  }
}

/** The one event stream of a tab. Only the stream provider calls this. */
export function useStream(runId: string | null): StreamState {
  const [state, setState] = useState<StreamState>(nothingYet);
  useEffect(() => {
    const topics = runId === null ? "overview" : `overview,run:${runId}`;
    const source = new EventSource(`/api/stream?topics=${encodeURIComponent(topics)}`);
    let heardAt = Date.now();
    const heard = (change: Partial<StreamState>) => {
      heardAt = Date.now();
      setState((before) => ({ ...before, ...change, live: true, lastHeardAt: heardAt }));
    };
    source.onopen = () => heard({});
    source.addEventListener("heartbeat", () => heard({}));
    source.addEventListener("overview", (event) => {
      const overview = parsed<OverviewView>(event);
      heard(overview === null ? {} : { overview });
    });
    source.addEventListener("run", (event) => {
      const run = parsed<{ runId: string; number: number }>(event);
      heard(run === null ? {} : { run });
    });
    const watch = setInterval(() => {
      const live = source.readyState !== EventSource.CLOSED && Date.now() - heardAt < staleAfterMs;
      setState((before) => (before.live === live ? before : { ...before, live }));
    }, 1000);
    return () => {
      clearInterval(watch);
      source.close();
    };
  }, [runId]);
  return state;
}
