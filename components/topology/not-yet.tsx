"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Banner } from "#components/ui/banner.tsx";

const everyMs = 2000;

/** Before the first reading: asks again until there is one. */
export function NotYet() {
  const t = useTranslations("overview.notYet");
  const router = useRouter();
  const [tries, setTries] = useState(0);
  const [isAsking, ask] = useTransition();
  useEffect(() => {
    // The next question only after the answer to the last.
    if (isAsking) return;
    const timer = setTimeout(() => {
      setTries(tries + 1);
      ask(() => router.refresh());
    }, everyMs);
    return () => clearTimeout(timer);
  }, [router, tries, isAsking]);
  return (
    <div role="status">
      <Banner tone="info" title={t("title")}>
        <p>{t("means")}</p>
      </Banner>
    </div>
  );
}
