import { useTranslations } from "next-intl";
import { checkTones } from "#components/health/check-tone.ts";
import type { FormAction } from "#components/ui/action-result.ts";
import { Age } from "#components/ui/age.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import type { ListedAlert } from "#lib/domain/health/deliveries.ts";
import { AcknowledgeForm } from "./acknowledge-form.tsx";
import { DeliveryLines } from "./delivery-lines.tsx";

type AlertRowProps = {
  readonly alert: ListedAlert;
  readonly now: string;
  readonly action: FormAction<{ readonly alertId: string }> | null;
};

export function AlertRow({ alert, now, action }: AlertRowProps) {
  const t = useTranslations("alerts");
  const states = useTranslations("health.states");
  const checks = useTranslations("health.checks");
  const title = textOr(checks, `${alert.check}.title`, textOr(t, `titles.${alert.check}`, alert.check));
  return (
    <li className="grid gap-1.5 border-b border-line px-4 py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Status tone={alert.clearedAt === null ? checkTones[alert.state] : "idle"}>{states(alert.state)}</Status>
        <a href={`/health#${alert.check}`} className="inline-block min-h-6 content-center font-medium">
          {title}
        </a>
        <code className="break-words">{alert.target ?? ""}</code>
        <span className="text-xs text-ink-3">
          {t("raised")} <Time at={alert.raisedAt} look="day" /> <Age at={alert.raisedAt} now={now} />
        </span>
        {alert.clearedAt === null ? null : (
          <span className="text-xs text-ink-3">
            {t("clearedAt")} <Time at={alert.clearedAt} look="day" />
          </span>
        )}
      </div>
      <Facts facts={alert.facts} />
      <DeliveryLines told={alert.told} />
      {alert.acknowledged === null ? null : (
        <p className="max-w-prose text-ink-2">
          {t("acknowledgedBy", { person: alert.acknowledged.by })} <Time at={alert.acknowledged.at} look="day" />:{" "}
          {alert.acknowledged.comment}
        </p>
      )}
      {alert.acknowledged !== null || action === null ? null : (
        <AcknowledgeForm alertId={alert.alertId} title={title} action={action} />
      )}
    </li>
  );
}
