"use client";

import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { useAskAgain } from "#components/ui/use-ask-again.ts";

/** Before the first reading: asks again until there is one. */
export function NotYet() {
  const t = useTranslations("overview.notYet");
  useAskAgain({ everyMs: 2_000 });
  return (
    <div role="status">
      <Banner tone="info" title={t("title")}>
        <p>{t("means")}</p>
      </Banner>
    </div>
  );
}
