"use client";

import { useTranslations } from "next-intl";
import { StopPage } from "./stop-page.tsx";
import { useSilence } from "./use-silence.ts";

type FailedPageProps = { readonly digest: string | undefined; readonly again: () => void };

export function FailedPage({ digest, again }: FailedPageProps) {
  const t = useTranslations("errors");
  const isSilent = useSilence();
  return (
    <StopPage kind="failed" title={t(isSilent ? "silentTitle" : "title")} means={t(isSilent ? "silentMeans" : "means")}>
      {digest === undefined ? null : <code className="tag">{t("reference", { digest })}</code>}
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        <button type="button" className="btn btn-p" onClick={again}>
          {t("again")}
        </button>
        {/* A whole new page: what failed may have taken the router with it. */}
        <a href="/" className="btn">
          {t("home")}
        </a>
      </div>
    </StopPage>
  );
}
