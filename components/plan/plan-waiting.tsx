"use client";

import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { useAskAgain } from "#components/ui/use-ask-again.ts";

const longAfter = 40;

/** The plan is made by a job of the console: asks again until it is there. */
export function PlanWaiting() {
  const t = useTranslations("plan.waiting");
  const tries = useAskAgain({ everyMs: 1_500, atMost: longAfter });
  return tries >= longAfter ? (
    <Banner tone="warn" title={t("longTitle")}>
      <p>{t("longMeans")}</p>
    </Banner>
  ) : (
    <div role="status">
      <Banner tone="info" title={t("title")}>
        <p>{t("means")}</p>
      </Banner>
    </div>
  );
}
