"use client";

import { createContext, useContext } from "react";
import type { Draft, DraftProblem } from "#lib/domain/topology/draft.ts";

export type SetupState = {
  readonly draft: Draft;
  readonly set: (path: string, value: unknown) => void;
  readonly problems: readonly DraftProblem[];
  /** Names of the sealed credentials. */
  readonly credentials: readonly string[];
  readonly shells: readonly string[];
};

/** What every field of the page reads and changes. */
export const SetupContext = createContext<SetupState | null>(null);

export function useSetup(): SetupState {
  const state = useContext(SetupContext);
  if (state === null) throw new Error("a field of the setup stands outside of it");
  return state;
}

/** The field of a value, to lead to it from where it is said to be missing. */
export const fieldId = (path: string): string => `value-${path}`;
