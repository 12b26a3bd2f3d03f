import Link from "next/link";
import { useTranslations } from "next-intl";
import { checkTones } from "#components/health/check-tone.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type OpenAlertsProps = { readonly alerts: OverviewView["alerts"] };

/** The newest few; the overview fits on one screen also while a site is lost. */
const shown = 4;

/** What calls for somebody now; nothing while nothing does, so that a calm pool looks calm. */
export function OpenAlerts({ alerts }: OpenAlertsProps) {
  const t = useTranslations("overview.alerts");
  const states = useTranslations("health.states");
  const checks = useTranslations("health.checks");
  const others = useTranslations("alerts.titles");
  if (alerts.length === 0) return null;
  return (
    <Panel title={t("title")} note={alerts.length} aside={<Link href="/alerts">{t("all")}</Link>}>
      <ul>
        {alerts.slice(0, shown).map((alert) => (
          <li key={alert.id} className="ready-row">
            <Status tone={checkTones[alert.state]}>{states(alert.state)}</Status>
            <a href={`/health#${alert.check}`} className="min-w-0 font-medium">
              {textOr(checks, `${alert.check}.title`, textOr(others, alert.check, alert.check))}
            </a>
            <span className="text-xs text-ink-2">{alert.isAcknowledged ? t("acknowledged") : ""}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
