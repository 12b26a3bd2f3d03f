"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Draft } from "#lib/domain/topology/draft.ts";
import { DraftGroup } from "./draft-group.tsx";
import { useSetup } from "./setup-state.ts";

type ListKey = "instances" | "chatServers" | "domainControllers";
type DraftListProps = {
  readonly of: ListKey;
  readonly nameOf: (draft: Draft, place: number) => string;
  /** What one more begins with. */
  readonly blank: unknown;
  readonly add: string;
  /** Each in a line, without a frame. */
  readonly isLine?: boolean;
  readonly children: (place: number) => ReactNode;
};

/** Many of one kind, each in a group of its own name; what was found of one that is taken away goes with it. */
export function DraftList({ of, nameOf, blank, add, isLine = false, children }: DraftListProps) {
  const t = useTranslations("setup");
  const { draft, set } = useSetup();
  const places = draft[of].map((_, place) => place);
  const remove = (place: number) => {
    set(
      "found",
      Object.fromEntries(
        Object.entries(draft.found).flatMap(([path, where]) => {
          const [list, at, ...rest] = path.split(".");
          if (list !== of || Number(at) < place) return [[path, where]];
          return Number(at) === place ? [] : [[[list, Number(at) - 1, ...rest].join("."), where]];
        }),
      ),
    );
    set(
      of,
      draft[of].filter((_, other) => other !== place),
    );
  };
  return (
    <div className="grid gap-3">
      {places.map((place) => (
        <DraftGroup
          key={place}
          path={`${of}.${place}`}
          name={nameOf(draft, place)}
          isLine={isLine}
          aside={
            <button type="button" className="btn btn-s btn-g" onClick={() => remove(place)}>
              <Trash2 className="i" aria-hidden="true" />
              {t("remove", { name: nameOf(draft, place) })}
            </button>
          }
        >
          {children(place)}
        </DraftGroup>
      ))}
      <div>
        <button type="button" className="btn" onClick={() => set(of, [...draft[of], blank])}>
          <Plus className="i" aria-hidden="true" />
          {add}
        </button>
      </div>
    </div>
  );
}
