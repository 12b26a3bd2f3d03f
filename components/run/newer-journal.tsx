import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";

/** A run that a newer console wrote is only shown here. */
export function NewerJournal({ version }: { readonly version: number | null }) {
  const t = useTranslations("shell.live");
  if (version === null) return null;
  return (
    <Banner tone="warn" title={t("newerTitle")}>
      <p>{t("newerMeans", { version })}</p>
    </Banner>
  );
}
