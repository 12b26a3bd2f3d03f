"use client";

import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";

type AskFormProps = { readonly planId: string; readonly action: FormAction<void> };

export function AskForm({ planId, action }: AskFormProps) {
  const t = useTranslations("approval");
  const [state, send, busy] = useSend(action);
  return (
    <Form action={send} className="grid gap-1">
      <input type="hidden" name="planId" value={planId} />
      <button type="submit" className="btn w-full" disabled={busy} aria-describedby="approval-ask-means">
        {t("ask")}
      </button>
      <p id="approval-ask-means" className="text-xs text-ink-2">
        {t("askMeans")}
      </p>
      {state !== null && !state.ok ? <ActionError code={state.code} message={state.message} /> : null}
    </Form>
  );
}
