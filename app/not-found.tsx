import Link from "next/link";
import { getTranslations } from "next-intl/server";

export default async function NotFound() {
  const t = await getTranslations("notFound");
  return (
    <main id="main">
      <h1>{t("title")}</h1>
      <p className="mt-1 text-ink-2">{t("means")}</p>
      <Link href="/" className="btn mt-4">
        {t("home")}
      </Link>
    </main>
  );
}
