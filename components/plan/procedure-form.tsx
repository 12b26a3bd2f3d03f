"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
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
  const failed = state !== null && !state.ok ? state : null;
  return (
    <form action={send} className="panel max-w-3xl">
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
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-3">
        <button type="submit" className="btn btn-p btn-l" disabled={busy || !allowed}>
          {busy ? t("making") : t("make")}
        </button>
        <span className="text-ink-2">{allowed ? t("makeMeans") : t("notAllowed")}</span>
      </div>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </form>
  );
}
