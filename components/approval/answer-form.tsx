"use client";

import { useTranslations } from "next-intl";
import { enterNeverSends } from "#components/run/enter-never-sends.ts";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";

type AnswerFormProps = {
  readonly planId: string;
  readonly planHash: string;
  readonly manifestHash: string;
  readonly action: FormAction<void>;
};

/** Approve or refuse exactly the plan on this page; the button that was pressed is the answer. */
export function AnswerForm({ planId, planHash, manifestHash, action }: AnswerFormProps) {
  const t = useTranslations("approval");
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send} onKeyDown={enterNeverSends} className="grid gap-3">
      <input type="hidden" name="planId" value={planId} />
      <input type="hidden" name="planHash" value={planHash} />
      <input type="hidden" name="manifestHash" value={manifestHash} />
      <label className="flex items-start gap-2">
        <input type="checkbox" name="hasRead" value="yes" className="mt-0.5" />
        <span>{t("hasRead")}</span>
      </label>
      {manifestHash === "" ? null : (
        <p className="text-xs text-ink-2">{t("signs", { hash: manifestHash.slice(0, 12) })}</p>
      )}
      <Field name="reason" label={t("reason")} hint={t("reasonHint")} error={failed?.fields.reason?.[0] ?? null} />
      <div className="flex flex-wrap gap-2">
        <button type="submit" name="answer" value="refuse" disabled={busy} className="btn">
          {t("refuse")}
        </button>
        <button type="submit" name="answer" value="approve" disabled={busy} className="btn btn-p">
          {t("approve")}
        </button>
      </div>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}
