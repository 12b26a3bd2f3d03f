import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { failbackReadiness } from "./failback-readiness.ts";
import { isOld } from "./is-old.ts";

type FailedOverFiguresProps = { readonly overview: OverviewView };

/** While failed over: nothing in another site, whether a server's loss is covered, and how ready the way home is. */
export function FailedOverFigures({ overview }: FailedOverFiguresProps) {
  const t = useTranslations("overview.failedOver");
  const point = useTranslations("verdict.recoveryPoint");
  const duration = useDuration();
  const removed = !isOld(overview.logShipping, overview.serverNow) && overview.logShipping.value?.removed === true;
  const serving = overview.instances.find(
    (each) => each.site === "other" && !isOld(each.state, overview.serverNow) && each.state.value?.writable === true,
  );
  const mirroring = serving?.state.value?.mirroringState ?? null;
  const inStep = mirroring === "SYNCHRONIZED";
  const rows = failbackReadiness(overview);
  const good = rows.filter((row) => row.word === "pass").length;
  const ready = good === rows.length;
  return (
    <>
      <Cell>
        <FigureCell
          label={t("point")}
          value={removed ? t("none") : <Status tone="unknown">{point("unknown")}</Status>}
          note={
            <>
              <span>{point("target", { target: duration(overview.targets.recoveryPointSeconds) })}</span>
              {removed ? <Status tone="bad">{point("missed")}</Status> : null}
            </>
          }
        />
      </Cell>
      <Cell>
        <FigureCell
          label={t("mirror", { other: overview.otherName })}
          value={
            serving === undefined ? <Status tone="unknown">{t("notRead")}</Status> : t(mirroring ? "mirrored" : "none")
          }
          note={
            <>
              <Status tone={inStep ? "ok" : "warn"}>{mirroring ?? t("noMirror")}</Status>
              <span>{t(inStep ? "mirrorMeans" : "noMirrorMeans")}</span>
            </>
          }
        />
      </Cell>
      <Cell>
        <FigureCell
          label={t("ready")}
          value={t("of", { good, all: rows.length })}
          note={<Status tone={ready ? "ok" : "warn"}>{t(ready ? "readyYes" : "readyNot")}</Status>}
        />
      </Cell>
    </>
  );
}

function Cell({ children }: { readonly children: ReactNode }) {
  return <div className="border-line max-[760px]:border-t min-[761px]:border-l">{children}</div>;
}
