"use client";

import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { HandOverForm } from "./hand-over-form.tsx";
import type { RunActions } from "./run-actions.ts";
import { TakeOver } from "./take-over.tsx";

type HandOverProps = {
  readonly run: RunView;
  readonly viewerId: string;
  readonly owns: boolean;
  readonly now: string;
  readonly actions: RunActions;
};

/** Who owns the run, where that is not simply the reader: an offer, a wish to take it over, or another operator. */
export function HandOver({ run, viewerId, owns, now, actions }: HandOverProps) {
  const t = useTranslations("run.handOver");
  const { handOver } = run;
  if (!owns) return <TakeOver run={run} viewerId={viewerId} now={now} action={actions.takeOver} />;
  if (handOver === null) return null;
  if (handOver.kind === "offered")
    return (
      <Banner tone="info" title={t("offeredTitle")}>
        <p>{t("offeredMeans")}</p>
        <HandOverForm
          runId={run.id}
          action={actions.withdrawOffer}
          buttons={[{ answer: "withdraw", label: t("withdraw") }]}
        />
      </Banner>
    );
  return (
    <Banner tone="warn" title={t("askedTitle", { who: handOver.name })} urgent>
      <p>{handOver.reason}</p>
      <p>
        {t("askedUntil", { who: handOver.name })} <Time at={handOver.mayTakeFrom} />.
      </p>
      <HandOverForm
        runId={run.id}
        action={actions.answerTakeOver}
        reason={t("reason")}
        buttons={[
          { answer: "agree", label: t("agree") },
          { answer: "refuse", label: t("refuse") },
        ]}
      />
    </Banner>
  );
}
