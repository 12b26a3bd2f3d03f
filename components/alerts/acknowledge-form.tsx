"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";

type AcknowledgeFormProps = {
  readonly alertId: string;
  readonly title: string;
  readonly action: FormAction<{ readonly alertId: string }>;
};

/** Closed until wanted: the comment that is being written must not hide the next alert. */
export function AcknowledgeForm({ alertId, title, action }: AcknowledgeFormProps) {
  const t = useTranslations("alerts");
  const [state, send, busy] = useActionState(action, null);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <details>
      <summary aria-label={t("acknowledgeWhich", { title })}>{t("acknowledge")}</summary>
      <Form action={send} className="mt-2 grid max-w-prose gap-2">
        <input type="hidden" name="alertId" value={alertId} />
        <Field
          name="comment"
          label={t("comment")}
          hint={t("commentHint")}
          error={failed?.fields.comment?.[0] ?? null}
          required
        />
        <div>
          <button type="submit" className="btn" disabled={busy}>
            {busy ? t("working") : t("do")}
          </button>
        </div>
        {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
      </Form>
    </details>
  );
}
