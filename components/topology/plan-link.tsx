"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type PlanLinkProps = { readonly initial: OverviewView | null };

/** Failover or failback, as the pool stands now. While home is back and unfenced its fence comes first: one blue button on the page. */
export function PlanLink({ initial }: PlanLinkProps) {
  const t = useTranslations("overview");
  const view = useStreamState().overview ?? initial;
  if (view?.poolState.value !== "FailedOver")
    return (
      <>
        <Link href="/failover?procedure=drill" className="btn">
          {t("planDrill")}
        </Link>
        <Link href="/failover" className="btn">
          {t("plan")}
        </Link>
      </>
    );
  const isFirst = view.activeRun === null && (view.homeReturn === null || view.homeReturn.isFenced);
  return (
    <Link href="/failover" className={isFirst ? "btn btn-p" : "btn"}>
      {t("planBack", { home: view.homeName })}
    </Link>
  );
}
