"use client";

import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { wayOf } from "./plan-facts.ts";

type PlanAgainButtonProps = {
  readonly plan: PlanView;
  readonly allowed: boolean;
  readonly action: FormAction<{ readonly planId: string }>;
};

/** Makes the same plan anew, with what was said since; all is read again. */
export function PlanAgainButton({ plan, allowed, action }: PlanAgainButtonProps) {
  const t = useTranslations("uncaptured");
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send}>
      <input type="hidden" name="procedure" value={plan.procedure} />
      <input type="hidden" name="order" value={plan.order} />
      {plan.procedure === "failback" ? <input type="hidden" name="way" value={wayOf(plan)} /> : null}
      <button type="submit" className="btn" disabled={busy || !allowed}>
        {busy ? t("planning") : t("planAgain")}
      </button>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}
