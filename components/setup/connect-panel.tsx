"use client";

import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { blankInstance } from "#lib/domain/topology/blank-draft.ts";
import type { Looked } from "#lib/domain/topology/discovery/discover.ts";
import { DraftCheck } from "./draft-check.tsx";
import { DraftField } from "./draft-field.tsx";
import { LookedList } from "./looked-list.tsx";
import { useSetup } from "./setup-state.ts";
import { ShellField } from "./shell-field.tsx";

type ConnectPanelProps = {
  readonly look: () => void;
  readonly isLooking: boolean;
  /** All that the last look met; null: nobody looked yet. */
  readonly looked: readonly Looked[] | null;
  /** To the values themselves, without anything that answers. */
  readonly byHand: () => void;
};

/** The one thing that somebody has to name: an instance, or the management shell. */
export function ConnectPanel({ look, isLooking, looked, byHand }: ConnectPanelProps) {
  const t = useTranslations("setup.connect");
  const fields = useTranslations("setup.fields");
  const { draft, set, credentials } = useSetup();
  return (
    <Panel title={t("title")}>
      <div className="grid gap-3 px-4 py-3">
        <p className="max-w-prose text-ink-2">{t("means")}</p>
        {credentials.length === 0 ? <p className="max-w-prose text-warn">{t("noCredentials")}</p> : null}
        {draft.instances.length === 0 ? (
          <div>
            <button type="button" className="btn" onClick={() => set("instances", [blankInstance({})])}>
              {t("instance")}
            </button>
          </div>
        ) : (
          <fieldset className="grid gap-2 rounded-lg border border-line p-3">
            <legend className="px-1 font-medium">{t("instance")}</legend>
            <div className="grid gap-x-3 gap-y-2 sm:grid-cols-3">
              <DraftField path="instances.0.host" label={fields("host")} mono />
              <DraftField path="instances.0.port" label={fields("port")} mono />
              <DraftField
                path="instances.0.credential"
                label={fields("login")}
                options={credentials.map((name) => ({ id: name, text: name }))}
              />
            </div>
            <DraftCheck path="instances.0.trustServerCertificate" label={fields("trust")} />
          </fieldset>
        )}
        <fieldset className="grid gap-x-3 gap-y-2 rounded-lg border border-line p-3 sm:grid-cols-2">
          <legend className="px-1 font-medium">{t("shell")}</legend>
          <DraftField
            path="product"
            label={fields("product")}
            options={["SkypeForBusiness", "Lync"].map((id) => ({ id, text: id }))}
          />
          <ShellField />
        </fieldset>
        <div className="flex flex-wrap gap-3">
          <button type="button" className="btn btn-p" onClick={look} disabled={isLooking}>
            {t(isLooking ? "looking" : "look")}
          </button>
          <button type="button" className="btn" onClick={byHand} disabled={isLooking}>
            {t("byHand")}
          </button>
        </div>
        {looked === null ? null : <LookedList looked={looked} />}
      </div>
    </Panel>
  );
}
