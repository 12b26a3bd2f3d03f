"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Banner } from "#components/ui/banner.tsx";

const everyMs = 2000;

/** Before the first reading: asks again until there is one. */
export function NotYet() {
  const t = useTranslations("overview.notYet");
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div role="status">
      <Banner tone="info" title={t("title")}>
        <p>{t("means")}</p>
      </Banner>
    </div>
  );
}
