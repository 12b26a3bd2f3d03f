"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { useAskAgain } from "#components/ui/use-ask-again.ts";

type VerifyButtonProps = { readonly isChecking: boolean; readonly action: FormAction<null> };

export function VerifyButton({ isChecking, action }: VerifyButtonProps) {
  const t = useTranslations("history.audit");
  const [state, send, busy] = useActionState(action, null);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send} className="not-printed mt-1">
      <button type="submit" className="btn" disabled={busy || isChecking}>
        {t("again")}
      </button>
      {isChecking ? <AskAgain /> : null}
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}

function AskAgain() {
  useAskAgain({ everyMs: 1_500 });
  return null;
}
