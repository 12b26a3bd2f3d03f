"use client";

import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useContext } from "react";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { type StreamState, useStream } from "./use-stream.ts";

const StreamContext = createContext<StreamState>({ overview: null, run: null, live: true, lastHeardAt: null });

type StreamProviderProps = { readonly overview: OverviewView | null; readonly children: ReactNode };

export function StreamProvider({ overview, children }: StreamProviderProps) {
  const path = usePathname();
  const runId = /^\/runs\/([^/]+)$/.exec(path)?.[1] ?? null;
  const state = useStream(runId);
  return (
    <StreamContext.Provider value={{ ...state, overview: state.overview ?? overview }}>
      {children}
    </StreamContext.Provider>
  );
}

export function useStreamState(): StreamState {
  return useContext(StreamContext);
}
