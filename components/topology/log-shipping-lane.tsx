import { Archive, DatabaseBackup, FolderSync } from "lucide-react";
import { useTranslations } from "next-intl";
import { Age } from "#components/ui/age.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { isOld } from "./is-old.ts";
import { LagNode } from "./lag-node.tsx";
import { LaneFiles } from "./lane-files.tsx";
import { RemovedLane } from "./removed-lane.tsx";

type LogShippingLaneProps = { readonly overview: OverviewView };

export function LogShippingLane({ overview }: LogShippingLaneProps) {
  const t = useTranslations("overview.logShipping");
  const duration = useDuration();
  const { logShipping, serverNow } = overview;
  const old = isOld(logShipping, serverNow);
  const value = logShipping.value;
  if (value?.removed) return <RemovedLane overview={overview} />;
  const point = overview.recoveryPointSeconds;
  const sum = (value?.backupLagSeconds ?? 0) + (value?.copyLagSeconds ?? 0);
  // Behind a break in the chain more is lost than the two lags say. An old reading has no recovery point, and its sum is the least.
  const loss = Math.max(sum, point ?? 0);
  const hasLags = value?.backupLagSeconds != null && value.copyLagSeconds != null;
  const lossKnown = hasLags && (point !== null || old || logShipping.error !== null);
  return (
    <>
      <div className="grid grid-cols-3">
        <LagNode icon={Archive} label={t("backup")} seconds={value?.backupLagSeconds ?? null} old={old} />
        <LagNode icon={FolderSync} label={t("copy")} seconds={value?.copyLagSeconds ?? null} old={old} />
        <LagNode icon={DatabaseBackup} label={t("restore")} seconds={value?.restoreLagSeconds ?? null} old={old} />
      </div>
      <div className="mt-1.5 grid grid-cols-3 gap-x-3 text-center text-xs text-ink-2">
        <div className="col-span-2 px-1">
          <div className="h-1.5 border border-t-0 border-line-strong" />
          <p className="mt-1">
            {lossKnown ? t(old ? "lossAtLeast" : "loss", { loss: duration(loss) }) : t("lossUnknown")}
          </p>
        </div>
        <div className="px-1">
          <div className="h-1.5 border border-t-0 border-line-strong" />
          <p className="mt-1">{t("restoreMeans")}</p>
        </div>
      </div>
      {value === null ? null : <LaneFiles value={value} />}
      <p className="mt-2 flex flex-wrap gap-x-2 text-xs">
        <span className="text-ink-3">{t("read")}</span> <Age at={logShipping.at} now={serverNow} />
        {logShipping.error === null ? null : (
          <span className="min-w-0 text-ink-3 [overflow-wrap:anywhere]">{logShipping.error}</span>
        )}
      </p>
    </>
  );
}
