import Link from "next/link";
import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

const waiting = ["waiting-for-decision", "interrupted", "paused"];

type ActiveRunBannerProps = { readonly overview: OverviewView };

/** A run that has not ended stands first on the overview, and amber where it waits for a person. */
export function ActiveRunBanner({ overview }: ActiveRunBannerProps) {
  const t = useTranslations("overview.activeRun");
  const statuses = useTranslations("run.status");
  const run = overview.activeRun;
  if (run === null) return null;
  const waits = waiting.includes(run.status);
  const status = textOr(statuses, run.status, run.status);
  return (
    <Banner tone={waits ? "warn" : "info"} title={t("title", { label: run.label, status })}>
      <p>{t(waits ? "waits" : "goesOn")}</p>
      <Link href={`/runs/${run.id}`} className={waits ? "btn btn-p mt-2" : "btn mt-2"}>
        {t("open", { label: run.label })}
      </Link>
    </Banner>
  );
}
