"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useSetup } from "./setup-state.ts";

const SharedNotes = createContext<readonly string[]>([]);

/** Where more than one value of this group was found: said once, below the group. */
export const useSharedNotes = (): readonly string[] => useContext(SharedNotes);

type DraftGroupProps = {
  /** Of all its values. */
  readonly path: string;
  readonly name: string;
  /** One line of a list, without a frame of its own. */
  readonly isLine?: boolean;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** What belongs to one server, folder or place. */
export function DraftGroup({ path, name, isLine = false, aside, children }: DraftGroupProps) {
  const t = useTranslations("setup");
  const { found } = useSetup().draft;
  const shared = useMemo(() => {
    const all = Object.entries(found).flatMap(([at, where]) => (at.startsWith(`${path}.`) ? where : []));
    return [...new Set(all.filter((where, i) => all.indexOf(where) !== i))];
  }, [found, path]);
  const frame = isLine ? "border-b border-line pb-2 last:border-b-0" : "rounded-lg border border-line p-3";
  return (
    <SharedNotes value={shared}>
      <fieldset className={`min-w-0 ${frame}`}>
        <legend className={isLine ? "sr-only" : "px-1 font-medium [overflow-wrap:anywhere]"}>{name}</legend>
        {children}
        {shared.length === 0 && !aside ? null : (
          <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
            <div className="min-w-0 flex-1 text-xs text-ink-2 [overflow-wrap:anywhere]">
              {shared.map((where) => (
                <p key={where}>{t("found", { where })}</p>
              ))}
            </div>
            {aside}
          </div>
        )}
      </fieldset>
    </SharedNotes>
  );
}
