"use client";

import { createContext, type ReactNode, useContext } from "react";

type Refresh = () => Promise<void>;

const RefreshContext = createContext<Refresh>(async () => undefined);

type RefreshProviderProps = { readonly refresh: Refresh; readonly children: ReactNode };

export function RefreshProvider({ refresh, children }: RefreshProviderProps) {
  return <RefreshContext.Provider value={refresh}>{children}</RefreshContext.Provider>;
}

/** The server action that brings the page again; refused when the console does not answer, and then the page stays. */
export function useRefresh(): Refresh {
  return useContext(RefreshContext);
}
