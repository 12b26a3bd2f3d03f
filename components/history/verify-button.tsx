"use client";

import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { AskAgain } from "#components/ui/ask-again.tsx";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";

type VerifyButtonProps = { readonly isChecking: boolean; readonly action: FormAction<null> };

export function VerifyButton({ isChecking, action }: VerifyButtonProps) {
  const t = useTranslations("history.audit");
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send} className="not-printed mt-1">
      <button type="submit" className="btn" disabled={busy || isChecking}>
        {t("again")}
      </button>
      {isChecking ? <AskAgain everyMs={1_500} /> : null}
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}
