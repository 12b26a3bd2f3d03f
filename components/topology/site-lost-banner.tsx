import Link from "next/link";
import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { siteWord } from "./site-word.ts";

type SiteLostBannerProps = { readonly overview: OverviewView; readonly mayPlan: boolean };

/** No instance of a site answers: which, since when, seen from where, what it means and what to do. */
export function SiteLostBanner({ overview, mayPlan }: SiteLostBannerProps) {
  const t = useTranslations("overview.siteLost");
  if (overview.activeRun !== null || overview.verdict.kind === "two-writable-copies") return null;
  const lost = (["home", "other"] as const).filter((site) => siteWord(overview, site) === "no-answer");
  const site = lost[0];
  if (site === undefined) return null;
  const names = { home: overview.homeName, other: overview.otherName };
  const instances = overview.instances.filter((instance) => lost.includes(instance.site));
  const heard = instances.flatMap((instance) => instance.state.at ?? []).sort();
  const failedOver = overview.verdict.kind === "failed-over" || overview.verdict.kind === "split-brain-possible";
  const means = lost.length > 1 ? "both" : failedOver ? "afterFailover" : site;
  return (
    <Banner tone="warn" urgent title={t(lost.length > 1 ? "bothTitle" : "title", { site: names[site] })}>
      <p>
        {t("asked", { instances: instances.map((instance) => instance.name).join(", ") })} {t("last")}{" "}
        <Time at={heard.at(-1) ?? null} />. {t(means, names)}
      </p>
      {mayPlan && means === "home" ? (
        <Link href="/failover" className="btn btn-p mt-2">
          {t("plan", { other: names.other })}
        </Link>
      ) : null}
    </Banner>
  );
}
