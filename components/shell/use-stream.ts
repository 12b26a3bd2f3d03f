"use client";

import { useEffect, useState } from "react";
import type { AuditStanding } from "#lib/domain/audit/audit-standing.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { holdLinks } from "./hold-links.ts";
import { type Look, withLook } from "./looks.ts";
import { makeStream } from "./open-stream.ts";

const staleAfterMs = 30_000;
/** The page's age of what was heard is drawn again at most so often: a run under way is heard forty times a second. */
const heardEveryMs = 1_000;

export type StreamState = {
  readonly overview: OverviewView | null;
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
  looks: [],
  audit: null,
  live: true,
  lastHeardAt: null,
  clockAheadMs: null,
};

type Stream = ReturnType<typeof makeStream>;

/** The one event stream of a tab, and what it last said. Only the stream provider calls this. */
export function useStream(): { readonly state: StreamState; readonly follow: Stream["follow"] } {
  const [stream] = useState(makeStream);
  const [state, setState] = useState<StreamState>(nothingHeard);
  useEffect(() => {
    let heardAt = Date.now();
    let isSilent = false;
    const change = (to: Partial<StreamState>) => setState((before) => ({ ...before, ...to }));
    const stop = stream.start({
      heard: () => {
        heardAt = Date.now();
        isSilent = false;
        setState((before) =>
          before.live && heardAt - (before.lastHeardAt ?? 0) < heardEveryMs
            ? before
            : { ...before, live: true, lastHeardAt: heardAt },
        );
      },
      told: (name, data) => {
        if (name === "audit") change({ audit: data as AuditStanding });
        else if (name === "look") setState((before) => ({ ...before, looks: withLook(before.looks, data as Look) }));
        else {
          const overview = data as OverviewView;
          change({ overview, clockAheadMs: Date.now() - Date.parse(overview.serverNow) });
        }
      },
    });
    const watch = setInterval(() => {
      stream.mend();
      const live = !isSilent && !stream.isClosed() && Date.now() - heardAt < staleAfterMs;
      // The page itself came from the console: until something else is heard, that was the last time.
      setState((before) =>
        before.live === live ? before : { ...before, live, lastHeardAt: before.lastHeardAt ?? heardAt },
      );
    }, 1000);
    const letGo = holdLinks({
      hears: stream.isOpen,
      stayed: () => {
        isSilent = true;
      },
    });
    return () => {
      letGo();
      clearInterval(watch);
      stop();
    };
  }, [stream]);
  return { state, follow: stream.follow };
}
