import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";

/** In place of a page about people, for everybody but administrators. */
export function NotForYou() {
  const t = useTranslations("people");
  return (
    <>
      <PageHead title={t("title")} />
      <section className="panel" aria-label={t("title")}>
        <EmptyState title={t("notAllowed")}>
          <p className="max-w-prose">{t("notAllowedMeans")}</p>
        </EmptyState>
      </section>
    </>
  );
}
