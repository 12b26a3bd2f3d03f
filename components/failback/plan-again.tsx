"use client";

import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";
import type { PlanView, WayView } from "#lib/domain/views/plan-view.ts";

type PlanAgainProps = {
  readonly way: WayView["way"];
  readonly order: PlanView["order"];
  /** What this choice is called: several such buttons stand on a page. */
  readonly label: string;
  readonly allowed: boolean;
  readonly action: FormAction<{ readonly planId: string }>;
};

/** Makes another plan with this way and this order; all is read again. */
export function PlanAgain({ way, order, label, allowed, action }: PlanAgainProps) {
  const t = useTranslations("plan.failback");
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send}>
      <input type="hidden" name="procedure" value="failback" />
      <input type="hidden" name="way" value={way} />
      <input type="hidden" name="order" value={order} />
      <button type="submit" className="btn btn-s" disabled={busy || !allowed} aria-label={t("againFor", { label })}>
        {busy ? t("making") : t("again")}
      </button>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}
