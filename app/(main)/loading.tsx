import { getTranslations } from "next-intl/server";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default async function Loading() {
  const t = await getTranslations("loading");
  return (
    <div role="status" className="grid gap-3">
      <p className="text-xl font-semibold text-ink-3">{t("title")}</p>
      <Skeleton lines={3} />
      <Skeleton lines={12} />
      <Skeleton lines={5} />
    </div>
  );
}
