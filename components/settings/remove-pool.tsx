"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAsk } from "#components/setup/use-ask.ts";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";

type RemovePoolProps = {
  readonly fqdn: string;
  /** Number of the newest version. */
  readonly base: number;
  /** Another pool of the console is there. */
  readonly isAllowed: boolean;
  readonly action: FormAction<{ readonly fqdn: string }>;
};

/** Takes the shown pool out of the console, once its name is typed. */
export function RemovePool({ fqdn, base, isAllowed, action }: RemovePoolProps) {
  const t = useTranslations("settings.remove");
  const [why, setWhy] = useState("");
  const [typed, setTyped] = useState("");
  const { ask, state, isBusy } = useAsk(action, () => window.location.assign("/"));
  const isTyped = typed.trim().toLowerCase() === fqdn.toLowerCase();
  return (
    <details className="px-4 py-3">
      <summary>{t("open")}</summary>
      <ul className="my-2 max-w-prose list-disc pl-5 text-ink-2">
        <li>{t("watch")}</li>
        <li>{t("servers")}</li>
        <li>{t("kept")}</li>
        <li>{t("undo")}</li>
      </ul>
      {isAllowed ? (
        <Form
          className="grid max-w-xl gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            ask({ base: String(base), why, typedName: typed });
          }}
        >
          <Field name="why" label={t("why")} value={why} onChange={setWhy} required />
          <Field name="typedName" label={t("type", { fqdn })} value={typed} onChange={setTyped} required mono />
          <div>
            <button type="submit" className="btn btn-d" disabled={isBusy || !isTyped || why.trim() === ""}>
              {t("do")}
            </button>
          </div>
        </Form>
      ) : (
        <p>{t("last")}</p>
      )}
      {state !== null && !state.ok ? <ActionError code={state.code} message={state.message} /> : null}
    </details>
  );
}
