"use client";

import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";
import { enterNeverSends } from "./enter-never-sends.ts";

type OverrideFormProps = {
  readonly runId: string;
  readonly decisionId: string;
  readonly siteName: string;
  readonly action: FormAction<void>;
};

/** Confirm or refuse; the button that was pressed is the answer. */
export function OverrideForm({ runId, decisionId, siteName, action }: OverrideFormProps) {
  const t = useTranslations("override");
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send} onKeyDown={enterNeverSends} className="grid max-w-xl gap-3 px-4 py-3">
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="decisionId" value={decisionId} />
      <Field
        name="reason"
        label={t("yourReason")}
        hint={t("yourReasonHint")}
        error={failed?.fields.reason?.[0] ?? null}
      />
      <Field
        name="typedName"
        label={t("typedName", { site: siteName })}
        error={failed?.fields.typedName?.[0] ?? null}
        required
        mono
      />
      <div className="flex flex-wrap gap-2">
        <button type="submit" name="answer" value="refuse" formNoValidate disabled={busy} className="btn btn-l">
          {t("refuse")}
        </button>
        <button type="submit" name="answer" value="confirm" disabled={busy} className="btn btn-l btn-d">
          {t("confirm")}
        </button>
      </div>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}
