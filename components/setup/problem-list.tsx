"use client";

import { useTranslations } from "next-intl";
import type { DraftProblem } from "#lib/domain/topology/draft.ts";
import { fieldId } from "./setup-state.ts";
import { usePathName } from "./use-path-name.ts";

/** All that is missing or wrong, each by its place on the page, and a way there. */
export function ProblemList({ problems }: { readonly problems: readonly DraftProblem[] }) {
  const t = useTranslations("setup");
  const nameOf = usePathName();
  return (
    <div role="alert">
      <p className="font-medium">{t("save.problems", { count: problems.length })}</p>
      <ul className="list-disc pl-5 text-xs">
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.rule}`}>
            <a
              href={`#${fieldId(problem.path)}`}
              onClick={(event) => {
                const field = document.getElementById(fieldId(problem.path));
                if (field === null) return;
                event.preventDefault();
                field.focus();
              }}
            >
              {nameOf(problem.path)}
            </a>
            : {problem.kind === "needed" ? t("needed") : problem.rule}
          </li>
        ))}
      </ul>
    </div>
  );
}
