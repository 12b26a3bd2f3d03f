"use client";

import { useTranslations } from "next-intl";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { useSend } from "#components/ui/use-send.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { MakePlanBar } from "./make-plan-bar.tsx";
import { NotOffered } from "./not-offered.tsx";
import { OrderChoice } from "./order-choice.tsx";
import { ProcedureChoice } from "./procedure-choice.tsx";
import type { Exercised } from "./procedure-exercised.tsx";

type ProcedureFormProps = {
  readonly home: string;
  readonly other: string;
  /** As the page was drawn; newer readings come over the stream. Null = nothing was read yet. */
  readonly initial: OverviewView | null;
  readonly allowed: boolean;
  /** The procedure that a link asked for, or null. */
  readonly wanted: string | null;
  readonly exercised: Readonly<Record<string, Exercised>>;
  readonly action: FormAction<{ readonly planId: string }>;
};

export function ProcedureForm({ home, other, initial, allowed, wanted, exercised, action }: ProcedureFormProps) {
  const t = useTranslations("failover");
  const [state, send, busy] = useSend(action);
  const offers = (useStreamState().overview ?? initial)?.offers ?? null;
  return (
    <Form action={send} className="panel group max-w-3xl">
      {offers === null ? <p className="border-b border-line px-4 py-3 text-ink-2">{t("nothingRead")}</p> : null}
      <ProcedureChoice home={home} other={other} wanted={wanted} offers={offers} exercised={exercised} />
      <OrderChoice />
      <NotOffered ids={["failback"]} offers={offers} home={home} other={other} />
      <MakePlanBar state={state} busy={busy} allowed={allowed} />
    </Form>
  );
}
