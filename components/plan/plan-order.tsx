"use client";

import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanOrderChoice } from "./plan-order-choice.tsx";

type PlanOrderProps = {
  readonly procedure: PlanView["procedure"];
  readonly order: PlanView["order"];
  readonly finish: NonNullable<PlanView["time"]["finish"]>;
  /** Nobody has measured how long the mirror takes. */
  readonly mirrorOpen: boolean;
  readonly allowed: boolean;
  readonly action: FormAction<{ readonly planId: string }>;
};

/** Both orders with both finishing times. The plan's own is marked; the other makes a new plan, since the fingerprint covers the order. */
export function PlanOrder({ procedure, order, finish, mirrorOpen, allowed, action }: PlanOrderProps) {
  const t = useTranslations("plan.finish");
  const [state, send, busy] = useSend(action);
  const failed = state !== null && !state.ok ? state : null;
  return (
    <Form action={send} className="border-t border-line px-4 py-3">
      <h3>{t("caption")}</h3>
      <input type="hidden" name="procedure" value={procedure} />
      <div className="mt-2 grid grid-cols-2 gap-2">
        {(["users-first", "protection-first"] as const).map((id) => (
          <PlanOrderChoice
            key={id}
            id={id}
            finish={id === "users-first" ? finish.usersFirst : finish.protectionFirst}
            plusMirror={id === "protection-first" && mirrorOpen}
            chosen={id === order}
            off={busy || !allowed}
          />
        ))}
      </div>
      <p className="mt-2 text-xs text-ink-2">{t("means")}</p>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Form>
  );
}
