"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Change } from "#lib/domain/topology/difference.ts";
import type { DraftProblem } from "#lib/domain/topology/draft.ts";
import { ChangeTable } from "./change-table.tsx";
import { ProblemList } from "./problem-list.tsx";
import { useSetup } from "./setup-state.ts";
import { useAsk } from "./use-ask.ts";

export type Review = {
  readonly problems: readonly DraftProblem[];
  readonly changes: readonly Change[];
  readonly base: number;
};
export type Saved = { readonly version: { readonly number: number }; readonly waitsForRestart: string | null };

type SavePanelProps = {
  readonly review: Review | null;
  readonly askReview: () => void;
  readonly isReviewing: boolean;
  readonly isImport: boolean;
  readonly save: FormAction<Saved>;
};

/** The difference to the last version, then why, then the version is saved. */
export function SavePanel({ review, askReview, isReviewing, isImport, save }: SavePanelProps) {
  const t = useTranslations("setup.save");
  const { draft } = useSetup();
  const [why, setWhy] = useState("");
  const saving = useAsk(save, (saved) => {
    if (saved.waitsForRestart === null) window.location.assign("/");
  });
  const number = (review?.base ?? 0) + 1;
  const isReady = review !== null && review.problems.length === 0 && review.changes.length > 0;
  const send = () =>
    saving.ask({
      draft: JSON.stringify(draft),
      base: String(review?.base ?? 0),
      why,
      isImport: isImport ? "yes" : "no",
    });
  return (
    <Panel title={t("title")} note={t("kept")}>
      <div className="grid gap-3 px-4 py-3">
        <div>
          <button type="button" className="btn" onClick={askReview} disabled={isReviewing}>
            {t("review")}
          </button>
        </div>
        {review !== null && review.problems.length > 0 ? <ProblemList problems={review.problems} /> : null}
        {review !== null && review.problems.length === 0 && review.changes.length === 0 ? <p>{t("none")}</p> : null}
        {isReady ? (
          <>
            {/* Of a new pool everything is new, and stands above. */}
            <details open={review.base > 0}>
              <summary>{t("changed", { count: review.changes.length })}</summary>
              <ChangeTable changes={review.changes} label={t("changes")} />
            </details>
            <Field name="why" label={t("why")} hint={t("whyHint")} value={why} onChange={setWhy} required />
            <div>
              <button type="button" className="btn btn-p" onClick={send} disabled={saving.isBusy || why.trim() === ""}>
                {t("do", { number })}
              </button>
            </div>
          </>
        ) : null}
        {saving.state?.ok && saving.state.value.waitsForRestart !== null ? (
          <p role="status">
            {t("waits", { number: saving.state.value.version.number, cause: saving.state.value.waitsForRestart })}
          </p>
        ) : null}
        {saving.state !== null && !saving.state.ok ? (
          <ActionError code={saving.state.code} message={saving.state.message} />
        ) : null}
      </div>
    </Panel>
  );
}
