"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import type { Draft } from "#lib/domain/topology/draft.ts";
import { useAsk } from "./use-ask.ts";

type FilePanelProps = {
  readonly isOpen: boolean;
  readonly takeIn: FormAction<Draft>;
  readonly onTaken: (draft: Draft) => void;
};

/** A pool file in the place of all that stands on the page; nothing is saved by it. */
export function FilePanel({ isOpen, takeIn, onTaken }: FilePanelProps) {
  const t = useTranslations("setup.file");
  const file = useId();
  const taking = useAsk(takeIn, onTaken);
  return (
    <details className="fld" open={isOpen}>
      <summary className="mb-2 font-medium">{t("instead")}</summary>
      <label htmlFor={file}>{t("label")}</label>
      <input
        id={file}
        type="file"
        accept=".yaml,.yml"
        className="inp"
        onChange={async (event) => {
          const chosen = event.target.files?.[0];
          if (chosen !== undefined) taking.ask({ text: await chosen.text() });
        }}
      />
      <p className="mt-1 text-xs text-ink-2">{t("means")}</p>
      {taking.state !== null && !taking.state.ok ? (
        <ActionError code={taking.state.code} message={taking.state.message} />
      ) : null}
    </details>
  );
}
