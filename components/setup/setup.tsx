"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { TestResult } from "#lib/domain/topology/connections/result.ts";
import type { Discovery } from "#lib/domain/topology/discovery/discover.ts";
import type { Draft } from "#lib/domain/topology/draft.ts";
import { setAt } from "#lib/domain/topology/set-at.ts";
import { ConnectPanel } from "./connect-panel.tsx";
import { FilePanel } from "./file-panel.tsx";
import { FolderFields } from "./folder-fields.tsx";
import { InstanceFields } from "./instance-fields.tsx";
import { LookedList } from "./looked-list.tsx";
import { PoolFields } from "./pool-fields.tsx";
import { type Review, type Saved, SavePanel } from "./save-panel.tsx";
import { ChatServerFields, PlaceFields } from "./server-fields.tsx";
import { SetupContext } from "./setup-state.ts";
import { SetupSteps } from "./setup-steps.tsx";
import { ShellField } from "./shell-field.tsx";
import { TestTable } from "./test-table.tsx";
import { useAsk } from "./use-ask.ts";

type SetupProps = {
  readonly draft: Draft;
  readonly credentials: readonly string[];
  readonly shells: readonly string[];
  readonly look: FormAction<Discovery>;
  readonly test: FormAction<readonly TestResult[]>;
  readonly review: FormAction<Review>;
  readonly save: FormAction<Saved>;
  readonly takeIn: FormAction<Draft>;
};

/** An instance without rights tells its name all the same. */
const isTold = ({ stage }: Discovery["looked"][number]) => stage === null || stage === "rights";

/** A pool from nothing, or a saved one that is changed: found, corrected, tested, saved. */
export function Setup({ draft: first, credentials, shells, ...actions }: SetupProps) {
  const t = useTranslations("setup");
  const [draft, setDraft] = useState(first);
  const [isImport, setImport] = useState(false);
  const [isOpen, setOpen] = useState(first.instances.length > 0);
  const [results, setResults] = useState<readonly TestResult[] | null>(null);
  const [reviewed, setReviewed] = useState<Review | null>(null);
  const changed = useCallback((change: (old: Draft) => Draft) => {
    setDraft(change);
    setResults(null);
    setReviewed(null);
  }, []);
  const takeDraft = useCallback(
    (next: Draft) => {
      changed(() => next);
      setOpen(true);
    },
    [changed],
  );
  // Where nobody answered there is nothing to check: one stays where the address is.
  const looking = useAsk(actions.look, (found) => {
    if (isOpen || found.looked.some(isTold)) takeDraft(found.draft);
  });
  const looked = looking.state?.ok ? looking.state.value.looked : null;
  const testing = useAsk(actions.test, setResults);
  const reviewing = useAsk(actions.review, setReviewed);
  const fields = { draft: JSON.stringify(draft) };
  const state = useMemo(
    () => ({
      draft,
      credentials,
      shells,
      problems: reviewed?.problems ?? [],
      set: (path: string, value: unknown) => changed((old) => setAt(old, path.split("."), value)),
    }),
    [draft, credentials, shells, reviewed, changed],
  );
  const step = reviewed !== null && reviewed.problems.length === 0 ? "save" : isOpen ? "check" : "connect";
  const failed = [looking.state, testing.state, reviewing.state].find((each) => each !== null && !each.ok);
  return (
    <SetupContext value={state}>
      <div className="grid gap-6 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <SetupSteps step={step} />
        <div className="stack">
          {isOpen ? null : (
            <ConnectPanel
              look={() => looking.ask(fields)}
              isLooking={looking.isBusy}
              looked={looked}
              byHand={() => setOpen(true)}
            />
          )}
          <FilePanel
            isOpen={!isOpen}
            takeIn={actions.takeIn}
            onTaken={(taken) => {
              setImport(true);
              takeDraft(taken);
            }}
          />
          {isOpen && looked !== null ? <LookedList looked={looked} /> : null}
          {failed && !failed.ok ? <ActionError code={failed.code} message={failed.message} /> : null}
          {isOpen ? (
            <>
              <Panel title={t("check.title")} note={t("check.means")}>
                <fieldset role="none" className="grid gap-5 px-4 py-3" disabled={looking.isBusy}>
                  <PoolFields />
                  <h3>{t("sections.instances")}</h3>
                  <InstanceFields />
                  <h3>{t("sections.folders")}</h3>
                  <FolderFields />
                  <h3>{t("sections.chatServers")}</h3>
                  <ChatServerFields />
                  <h3>{t("sections.places")}</h3>
                  <PlaceFields />
                  <ShellField />
                  <div>
                    <button type="button" className="btn" onClick={() => looking.ask(fields)} disabled={looking.isBusy}>
                      {t(looking.isBusy ? "connect.looking" : "check.again")}
                    </button>
                  </div>
                </fieldset>
              </Panel>
              <Panel title={t("test.title")} note={results === null ? t("test.none") : null}>
                <div className="px-4 py-3">
                  <button type="button" className="btn" onClick={() => testing.ask(fields)} disabled={testing.isBusy}>
                    {t(testing.isBusy ? "test.running" : "test.run")}
                  </button>
                </div>
                {results === null ? null : <TestTable results={results} />}
              </Panel>
              <SavePanel
                review={reviewed}
                askReview={() => reviewing.ask(fields)}
                isReviewing={reviewing.isBusy}
                isImport={isImport}
                save={actions.save}
              />
            </>
          ) : null}
        </div>
      </div>
    </SetupContext>
  );
}
