"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { useSend } from "#components/ui/use-send.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { ChoiceRow } from "./choice-row.tsx";
import { DecisionFields } from "./decision-fields.tsx";
import { DecisionHead } from "./decision-head.tsx";
import { enterNeverSends } from "./enter-never-sends.ts";
import { unreachableOf } from "./unreachable-of.ts";

type DecisionPanelProps = {
  readonly runId: string;
  readonly decision: NonNullable<RunView["decision"]>;
  /** Its heading takes the focus whenever it comes to be shown. */
  readonly shown: boolean;
  readonly siteName: string;
  readonly isOnline: boolean;
  readonly mayDecide: boolean;
  readonly action: FormAction<void>;
};

export function DecisionPanel({ runId, decision, shown, siteName, isOnline, mayDecide, action }: DecisionPanelProps) {
  const t = useTranslations("decisionForm");
  const titles = useTranslations("choices");
  const special = useTranslations("decisions");
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [state, send, busy] = useSend(action);
  const [chosen, setChosen] = useState(decision.suggested ?? "");
  useEffect(() => {
    if (shown) heading.current?.focus();
  }, [shown]);
  const choice = decision.choices.find((each) => each.id === chosen) ?? null;
  const failed = state !== null && !state.ok ? state : null;
  const name = (id: string) => textOr(special, `${decision.kind}.${id}`, textOr(titles, `${id}.title`, id));
  return (
    <section className="panel mb-3 border-warn-line" aria-labelledby={headingId}>
      <DecisionHead decision={decision} headingId={headingId} heading={heading} />
      <Form action={send} onKeyDown={enterNeverSends}>
        <input type="hidden" name="runId" value={runId} />
        <input type="hidden" name="decisionId" value={decision.id} />
        <div className="tw">
          <table className="tbl stk">
            <thead>
              <tr>
                <th scope="col">{t("choice")}</th>
                <th scope="col">{t("dataLost")}</th>
                <th scope="col">{t("time")}</th>
                <th scope="col">{t("undo")}</th>
                <th scope="col">{t("needs")}</th>
              </tr>
            </thead>
            <tbody className="choices">
              {decision.choices.map((each) => (
                <ChoiceRow
                  key={each.id}
                  choice={each}
                  kind={decision.kind}
                  price={each.id === "skip" ? (decision.facts.price ?? null) : null}
                  isOnline={isOnline}
                  suggested={each.id === decision.suggested}
                  chosen={each.id === chosen}
                  onChoose={setChosen}
                />
              ))}
            </tbody>
          </table>
        </div>
        {choice === null ? null : (
          <DecisionFields
            choice={choice}
            unreachable={unreachableOf(decision.facts)}
            siteName={decision.facts.site ?? siteName}
            replaces={decision.facts.site !== undefined}
            fieldErrors={failed?.fields ?? {}}
          />
        )}
        <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2.5">
          <button
            type="submit"
            className={`btn btn-l ${choice?.undo === "no" ? "btn-d" : "btn-p"}`}
            disabled={choice === null || busy || !mayDecide}
          >
            {busy ? t("sending") : choice === null ? t("chooseFirst") : name(choice.id)}
          </button>
          <span className="text-ink-2">{mayDecide ? t("stays") : t("notAllowed")}</span>
        </div>
        {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
      </Form>
    </section>
  );
}
