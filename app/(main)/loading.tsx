import { getTranslations } from "next-intl/server";

export default async function Loading() {
  const t = await getTranslations("loading");
  return (
    <div role="status" className="grid min-h-96 content-start gap-3">
      <p className="text-ink-2">{t("title")}</p>
      <div className="panel h-32" aria-hidden="true" />
      <div className="panel h-80" aria-hidden="true" />
    </div>
  );
}
