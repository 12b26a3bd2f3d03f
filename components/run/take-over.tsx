"use client";

import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { Banner } from "#components/ui/banner.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { HandOverForm } from "./hand-over-form.tsx";

type TakeOverProps = {
  readonly run: RunView;
  readonly viewerId: string;
  readonly now: string;
  readonly action: FormAction<void>;
};

/** For an operator who watches another one's run: ask for it, wait, take it. */
export function TakeOver({ run, viewerId, now, action }: TakeOverProps) {
  const t = useTranslations("run.handOver");
  const at = useNow(now);
  const { handOver } = run;
  const owner = run.owner.name;
  const take = <HandOverForm runId={run.id} action={action} buttons={[{ answer: "take", label: t("take") }]} />;
  if (handOver?.kind === "asked" && handOver.id === viewerId) {
    const seconds = Math.max(0, Math.ceil((Date.parse(handOver.mayTakeFrom) - at) / 1000));
    return (
      <Banner tone="info" title={t("waitTitle", { owner })}>
        <p>{seconds > 0 ? t("waitMeans", { seconds }) : t("mayTake")}</p>
        {seconds > 0 ? null : take}
      </Banner>
    );
  }
  return (
    <Banner tone="info" title={t("notYoursTitle", { owner })}>
      {handOver?.kind === "asked" ? <p>{t("otherAsks", { who: handOver.name, owner })}</p> : null}
      {handOver?.kind === "offered" ? (
        <>
          <p>
            {t("offeredToYou", { owner })} {handOver.reason}
          </p>
          {take}
        </>
      ) : null}
      {handOver === null ? (
        <>
          <p>{t("notYoursMeans")}</p>
          <HandOverForm
            runId={run.id}
            action={action}
            reason={t("reason")}
            buttons={[{ answer: "ask", label: t("ask") }]}
          />
        </>
      ) : null}
    </Banner>
  );
}
