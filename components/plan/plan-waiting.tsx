"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Banner } from "#components/ui/banner.tsx";

const everyMs = 1500;
const longAfter = 40;

/** The plan is made by a job of the console: asks again until it is there. */
export function PlanWaiting() {
  const t = useTranslations("plan.waiting");
  const router = useRouter();
  const [tries, setTries] = useState(0);
  const [isAsking, ask] = useTransition();
  useEffect(() => {
    // The next question only after the answer to the last: on a slow machine each would put off the one before it, for ever.
    if (isAsking || tries >= longAfter) return;
    const timer = setTimeout(() => {
      setTries(tries + 1);
      ask(() => router.refresh());
    }, everyMs);
    return () => clearTimeout(timer);
  }, [router, tries, isAsking]);
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
