"use client";

import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { useSend } from "#components/ui/use-send.ts";
import type { ExportedData } from "#lib/domain/stranded/settlement.ts";

type ExportFormProps = { readonly allowed: boolean; readonly action: FormAction<ExportedData> };

export function ExportForm({ allowed, action }: ExportFormProps) {
  const t = useTranslations("stranded.export");
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Panel title={t("title")}>
      <Form action={send} className="grid gap-2 px-4 py-3">
        <p className="max-w-prose text-ink-2">{t("means")}</p>
        <div className="flex flex-wrap items-center gap-3">
          <button type="submit" className="btn btn-p" disabled={busy || !allowed}>
            {busy ? t("working") : t("do")}
          </button>
          {allowed ? null : <span className="text-ink-2">{t("notAllowed")}</span>}
        </div>
        {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
      </Form>
    </Panel>
  );
}
