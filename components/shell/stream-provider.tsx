"use client";

import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useContext } from "react";
import type { AuditStanding } from "#lib/domain/audit/audit-standing.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { nothingHeard, type StreamState, useStream } from "./use-stream.ts";

const StreamContext = createContext<StreamState>(nothingHeard);

type StreamProviderProps = {
  readonly overview: OverviewView | null;
  readonly audit: AuditStanding;
  readonly children: ReactNode;
};

export function StreamProvider({ overview, audit, children }: StreamProviderProps) {
  const path = usePathname();
  const runId = /^\/runs\/([^/]+)$/.exec(path)?.[1] ?? null;
  const state = useStream(runId);
  return (
    <StreamContext.Provider value={{ ...state, overview: state.overview ?? overview, audit: state.audit ?? audit }}>
      {children}
    </StreamContext.Provider>
  );
}

export function useStreamState(): StreamState {
  return useContext(StreamContext);
}
