import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { ListedAlert } from "#lib/domain/health/deliveries.ts";
import { AlertRow } from "./alert-row.tsx";

type AlertListProps = {
  readonly alerts: readonly ListedAlert[];
  readonly now: string;
  /** Null: this person may only look. */
  readonly action: FormAction<{ readonly alertId: string }> | null;
};

const clearedShown = 30;

/** Open alerts, what nobody has acknowledged first, then what cleared itself. */
export function AlertList({ alerts, now, action }: AlertListProps) {
  const t = useTranslations("alerts");
  const open = alerts.filter(({ clearedAt }) => clearedAt === null);
  const waiting = open.filter((alert) => alert.acknowledged === null);
  const known = open.filter((alert) => alert.acknowledged !== null);
  const cleared = alerts.filter(({ clearedAt }) => clearedAt !== null).slice(0, clearedShown);
  return (
    <div className="grid grid-cols-1 gap-3">
      <Panel title={t("open")} note={t("count", { count: open.length })}>
        {open.length === 0 ? (
          <EmptyState title={t("none")}>
            <p className="max-w-prose">{t("noneMeans")}</p>
          </EmptyState>
        ) : (
          <ul>
            {[...waiting, ...known].map((alert) => (
              <AlertRow key={alert.alertId} alert={alert} now={now} action={action} />
            ))}
          </ul>
        )}
      </Panel>
      {cleared.length === 0 ? null : (
        <Panel title={t("cleared")} note={t("count", { count: cleared.length })}>
          <ul>
            {cleared.map((alert) => (
              <AlertRow key={alert.alertId} alert={alert} now={now} action={null} />
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
