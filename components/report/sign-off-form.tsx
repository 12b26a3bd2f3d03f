"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";

type SignOffFormProps = { readonly runId: string; readonly action: FormAction<null> };

export function SignOffForm({ runId, action }: SignOffFormProps) {
  const t = useTranslations("report.signOff");
  const [state, send, busy] = useActionState(action, null);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send} className="not-printed mt-2 grid max-w-prose gap-3">
      <input type="hidden" name="runId" value={runId} />
      <Field
        name="comment"
        label={t("comment")}
        hint={t("commentHint")}
        error={failed?.fields.comment?.[0] ?? null}
        required
      />
      <div>
        <button type="submit" className="btn btn-p" disabled={busy}>
          {busy ? t("working") : t("do")}
        </button>
      </div>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}
