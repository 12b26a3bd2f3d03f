import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type TwoWritableBannerProps = { readonly overview: OverviewView };

export function TwoWritableBanner({ overview }: TwoWritableBannerProps) {
  const t = useTranslations("overview.twoWritable");
  if (overview.verdict.kind !== "two-writable-copies") return null;
  const names = overview.instances.filter((instance) => instance.state.value?.writable === true).map((i) => i.name);
  return (
    <Banner tone="bad" urgent title={t("title", { names: names.join(", ") })}>
      <p>{t(overview.homeReturn === null ? "means" : "meansReturned")}</p>
    </Banner>
  );
}
