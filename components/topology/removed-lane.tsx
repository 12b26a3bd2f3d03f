import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type RemovedLaneProps = { readonly overview: OverviewView };

/** No log shipping between the sites: a broken line, and what brings it back. */
export function RemovedLane({ overview }: RemovedLaneProps) {
  const t = useTranslations("overview.logShipping");
  const failedOver = overview.poolState.value === "FailedOver";
  const names = { home: overview.homeName, other: overview.otherName };
  return (
    <>
      <div className="flex items-center gap-3">
        <span className="flex-1 border-t border-dashed border-line-strong" />
        <Badge tone="bad">{t("removedBadge")}</Badge>
        <span className="flex-1 border-t border-dashed border-line-strong" />
      </div>
      <p className="mt-2 text-center text-ink-2">{failedOver ? t("removedFailedOver", names) : t("removedMeans")}</p>
    </>
  );
}
