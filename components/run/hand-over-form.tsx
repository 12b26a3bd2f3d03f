"use client";

import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Field } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";

type HandOverFormProps = {
  readonly runId: string;
  readonly action: FormAction<void>;
  /** The reason's label, where one is asked. */
  readonly reason?: string;
  /** The button that was pressed is the answer. */
  readonly buttons: readonly { readonly answer: string; readonly label: string }[];
};

export function HandOverForm({ runId, action, reason, buttons }: HandOverFormProps) {
  const t = useTranslations("run.handOver");
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send} className="mt-2 grid max-w-xl gap-2">
      <input type="hidden" name="runId" value={runId} />
      {reason === undefined ? null : <Field name="reason" label={reason} error={failed?.fields.reason?.[0] ?? null} />}
      <div className="flex flex-wrap gap-2">
        {buttons.map(({ answer, label }) => (
          <button key={answer} type="submit" name="answer" value={answer} disabled={busy} className="btn">
            {busy ? t("sending") : label}
          </button>
        ))}
      </div>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}
