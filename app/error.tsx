"use client";

import { useTranslations } from "next-intl";

type ErrorPageProps = { readonly error: Error & { digest?: string }; readonly reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("errors");
  return (
    <main id="main">
      <h1>{t("title")}</h1>
      <p role="alert" className="mt-1 text-ink-2">
        {t("means")}
      </p>
      {error.digest === undefined ? null : (
        <p className="mt-1 font-mono text-xs">{t("reference", { digest: error.digest })}</p>
      )}
      <button type="button" className="btn btn-p mt-4" onClick={reset}>
        {t("again")}
      </button>
    </main>
  );
}
