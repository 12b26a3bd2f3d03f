"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import { useStreamState } from "./stream-provider.tsx";

/** Said on every page while its tab no longer hears the console. */
export function StaleBanner() {
  const t = useTranslations("shell.live");
  const onRun = usePathname().startsWith("/runs/");
  const { live, lastHeardAt } = useStreamState();
  if (live) return null;
  return (
    <div className="is-stale">
      <Banner tone="warn" title={t("staleTitle")}>
        <p>{t(onRun ? "runGoesOn" : "staleMeans")}</p>
        <p>
          {t("staleSince")}{" "}
          {lastHeardAt === null ? t("noAge") : <Time at={new Date(lastHeardAt).toISOString()} look="day" />}
        </p>
      </Banner>
    </div>
  );
}
