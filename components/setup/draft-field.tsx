"use client";

import { useTranslations } from "next-intl";
import { valueAt } from "#lib/domain/topology/set-at.ts";
import { useSharedNotes } from "./draft-group.tsx";
import { fieldId, useSetup } from "./setup-state.ts";

type DraftFieldProps = {
  readonly path: string;
  readonly label: string;
  readonly mono?: boolean;
  /** A choice; its first line is no answer. Absent: a text. */
  readonly options?: readonly { readonly id: string; readonly text: string }[];
  /** Word of the first line; "" in the draft. */
  readonly none?: string;
};

/** One value of the draft, with where it was found and whether it is still needed or wrong. */
export function DraftField({ path, label, mono = false, options, none }: DraftFieldProps) {
  const t = useTranslations("setup");
  const id = fieldId(path);
  const { draft, set, problems } = useSetup();
  const shared = useSharedNotes();
  const value = String(valueAt(draft, path.split(".")) ?? "");
  const found = (draft.found[path] ?? []).filter((where) => !shared.includes(where));
  const problem = problems.find((each) => each.path === path);
  const said = problem === undefined ? null : problem.kind === "needed" ? t("needed") : problem.rule;
  const look = `inp${problem ? " err" : ""}${mono ? " font-mono" : ""}`;
  const known = {
    id,
    value,
    "aria-invalid": problem ? true : undefined,
    "aria-describedby": `${id}-note`,
    onChange: (event: { target: { value: string } }) => set(path, event.target.value),
  } as const;
  const all = options?.some((option) => option.id === value || value === "")
    ? options
    : [...(options ?? []), { id: value, text: value }];
  return (
    <div className="fld min-w-0">
      <label htmlFor={id}>{label}</label>
      {options === undefined ? (
        <input {...known} className={look} autoComplete="off" spellCheck={false} />
      ) : (
        <select {...known} className={look}>
          <option value="">{none ?? t("choose")}</option>
          {all.map((option) => (
            <option key={option.id} value={option.id}>
              {option.text}
            </option>
          ))}
        </select>
      )}
      <div id={`${id}-note`} className="mt-1 text-xs text-ink-2 [overflow-wrap:anywhere]">
        {said === null ? null : <p className="text-bad">{said}</p>}
        {found.map((where) => (
          <p key={where}>{t("found", { where })}</p>
        ))}
      </div>
    </div>
  );
}
