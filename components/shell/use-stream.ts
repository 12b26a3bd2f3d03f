"use client";

import { useEffect, useState } from "react";
import type { AuditStanding } from "#lib/domain/audit/audit-standing.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { type Look, withLook } from "./looks.ts";

const staleAfterMs = 30_000;
/** A browser gives up for good when the answer is an error, as a proxy gives one while the console is away: then it is asked anew. */
const openAgainMs = 5_000;

export type StreamState = {
  readonly overview: OverviewView | null;
  readonly run: { readonly runId: string; readonly number: number } | null;
  /** Where acts of the run stand between its events; newest of each act. */
  readonly looks: readonly Look[];
  /** How the audit stands; null before it was heard. */
  readonly audit: AuditStanding | null;
  /** False after 30 s without an event or a heartbeat, and while the connection is cut. */
  readonly live: boolean;
  readonly lastHeardAt: number | null;
  /** How far this browser's clock is ahead of the console's, by the newest picture's own time; null before one was heard. */
  readonly clockAheadMs: number | null;
};

export const nothingHeard: StreamState = {
  overview: null,
  run: null,
  looks: [],
  audit: null,
  live: true,
  lastHeardAt: null,
  clockAheadMs: null,
};

function parsed<T>(event: MessageEvent<string>): T | null {
  try {
    return JSON.parse(event.data) as T;
  } catch {
    return null;
  }
}

/** The one event stream of a tab. Only the stream provider calls this. */
export function useStream(runId: string | null): StreamState {
  const [state, setState] = useState<StreamState>(nothingHeard);
  useEffect(() => {
    const topics = runId === null ? "overview,audit" : `overview,audit,run:${runId}`;
    let heardAt = Date.now();
    const heard = (change: Partial<StreamState>) => {
      heardAt = Date.now();
      setState((before) => ({ ...before, ...change, live: true, lastHeardAt: heardAt }));
    };
    const open = () => {
      const source = new EventSource(`/api/stream?topics=${encodeURIComponent(topics)}`);
      source.onopen = () => heard({});
      source.addEventListener("heartbeat", () => heard({}));
      source.addEventListener("overview", (event) => {
        const overview = parsed<OverviewView>(event);
        heard(overview === null ? {} : { overview, clockAheadMs: Date.now() - Date.parse(overview.serverNow) });
      });
      source.addEventListener("run", (event) => {
        const run = parsed<{ runId: string; number: number }>(event);
        heard(run === null ? {} : { run });
      });
      source.addEventListener("look", (event) => {
        const look = parsed<Look>(event);
        heard({});
        if (look !== null) setState((before) => ({ ...before, looks: withLook(before.looks, look) }));
      });
      source.addEventListener("audit", (event) => {
        const audit = parsed<AuditStanding>(event);
        heard(audit === null ? {} : { audit });
      });
      return source;
    };
    let source = open();
    let openedAt = Date.now();
    const watch = setInterval(() => {
      if (source.readyState === EventSource.CLOSED && Date.now() - openedAt > openAgainMs) {
        source = open();
        openedAt = Date.now();
      }
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
