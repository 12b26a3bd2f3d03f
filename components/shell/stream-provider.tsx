"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { AuditStanding } from "#lib/domain/audit/audit-standing.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { Followed } from "./open-stream.ts";
import { nothingHeard, type StreamState, useStream } from "./use-stream.ts";

type Follow = (run: Followed) => () => void;

const StreamContext = createContext<StreamState>(nothingHeard);
const FollowContext = createContext<Follow>(() => () => {});

type StreamProviderProps = {
  readonly overview: OverviewView | null;
  readonly audit: AuditStanding;
  readonly children: ReactNode;
};

export function StreamProvider({ overview, audit, children }: StreamProviderProps) {
  const { state, follow } = useStream();
  return (
    <FollowContext.Provider value={follow}>
      <StreamContext.Provider value={{ ...state, overview: state.overview ?? overview, audit: state.audit ?? audit }}>
        {children}
      </StreamContext.Provider>
    </FollowContext.Provider>
  );
}

export function useStreamState(): StreamState {
  return useContext(StreamContext);
}

/** Adds a run to what the tab's stream tells; the same function for the whole life of the page. */
export function useFollow(): Follow {
  return useContext(FollowContext);
}
