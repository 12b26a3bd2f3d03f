"use client";

import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { useSend } from "#components/ui/use-send.ts";
import type { WaivedData } from "#lib/domain/stranded/settlement.ts";

type WaiverFormProps = { readonly action: FormAction<WaivedData> };

export function WaiverForm({ action }: WaiverFormProps) {
  const t = useTranslations("stranded.waiver");
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Panel title={t("title")}>
      <Form action={send} className="grid gap-3 px-4 py-3">
        <p className="max-w-prose text-ink-2">{t("means")}</p>
        <Field
          name="decidedBy"
          label={t("decidedBy")}
          hint={t("decidedByHint")}
          error={failed?.fields.decidedBy?.[0] ?? null}
          required
        />
        <Field name="reason" label={t("reason")} error={failed?.fields.reason?.[0] ?? null} required />
        <div>
          <button type="submit" className="btn btn-do" disabled={busy}>
            {busy ? t("working") : t("do")}
          </button>
        </div>
        {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
      </Form>
    </Panel>
  );
}
