import Link from "next/link";
import { useTranslations } from "next-intl";
import { StopPage } from "./stop-page.tsx";

export function MissingPage() {
  const t = useTranslations("notFound");
  return (
    <StopPage kind="missing" title={t("title")} means={t("means")}>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        <Link href="/" className="btn btn-p">
          {t("home")}
        </Link>
        <Link href="/history" className="btn">
          {t("history")}
        </Link>
      </div>
    </StopPage>
  );
}
