"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import type { FormAction } from "#components/ui/action-result.ts";
import { MakePlanBar } from "./make-plan-bar.tsx";
import { NotOffered } from "./not-offered.tsx";
import { OrderChoice } from "./order-choice.tsx";
import { ProcedureChoice } from "./procedure-choice.tsx";

type ProcedureFormProps = {
  readonly home: string;
  readonly other: string;
  /** As last read; null = never read. */
  readonly poolState: string | null;
  readonly allowed: boolean;
  /** The procedure that a link asked for, or null. */
  readonly wanted: string | null;
  readonly action: FormAction<{ readonly planId: string }>;
};

export function ProcedureForm({ home, other, poolState, allowed, wanted, action }: ProcedureFormProps) {
  const t = useTranslations("failover");
  const [state, send, busy] = useActionState(action, null);
  return (
    <form action={send} className="panel group max-w-3xl">
      <ProcedureChoice home={home} other={other} wanted={wanted} />
      <OrderChoice />
      <NotOffered
        items={[
          {
            title: t("failback.title", { home, other }),
            why: poolState === null ? t("failbackWhyUnknown") : t("failbackWhyNormal", { state: poolState }),
          },
        ]}
      />
      <MakePlanBar state={state} busy={busy} allowed={allowed} />
    </form>
  );
}
