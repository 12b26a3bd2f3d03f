import Link from "next/link";
import { useTranslations } from "next-intl";
import { CheckLinks } from "#components/health/check-links.tsx";
import { readinessTones } from "#components/health/check-tone.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type CheckReadinessProps = { readonly overview: OverviewView };

/** Of each state: the overview fits on one screen also while a site is lost. */
const shown = 3;

/** The same verdict as on the health page; what is good stands in one line, so that a calm pool looks calm. */
export function CheckReadiness({ overview }: CheckReadinessProps) {
  const t = useTranslations("health.readiness");
  const directions = useTranslations("health.directions");
  const overviewText = useTranslations("overview.readiness");
  const names = { home: overview.homeName, other: overview.otherName };
  return (
    <Panel title={overviewText("title")} aside={<Link href="/health">{t("all")}</Link>}>
      <ul>
        {overview.readiness
          .filter(({ kind }) => kind !== "not-now")
          .map((each) => (
            <li key={each.direction} className="grid gap-1 border-b border-line px-4 py-2 last:border-b-0">
              <div className="flex flex-wrap items-baseline gap-x-3">
                <Status tone={readinessTones[each.kind]}>{t(each.kind)}</Status>
                <span className="font-medium">{directions(each.direction, names)}</span>
                <span className="text-xs text-ink-2">{t("count", { good: each.good, all: each.all })}</span>
              </div>
              <CheckLinks ids={each.bad} state="bad" limit={shown} />
              <CheckLinks ids={each.unknown} state="unknown" limit={shown} />
              <CheckLinks ids={each.warning} state="warning" limit={shown} />
            </li>
          ))}
      </ul>
    </Panel>
  );
}
