"use client";

import { useId } from "react";
import { valueAt } from "#lib/domain/topology/set-at.ts";
import { useSetup } from "./setup-state.ts";

type DraftCheckProps = { readonly path: string; readonly label: string };

/** One yes or no of the draft. */
export function DraftCheck({ path, label }: DraftCheckProps) {
  const id = useId();
  const { draft, set } = useSetup();
  return (
    <p className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        className="chk"
        checked={valueAt(draft, path.split(".")) === true}
        onChange={(event) => set(path, event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
    </p>
  );
}
