import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { type Delivery, retrySeconds } from "#lib/domain/health/deliveries.ts";

type DeliveryLinesProps = { readonly deliveries: readonly Delivery[] };

/** The newest try of each channel and event: whether somebody outside the console was told. */
export function DeliveryLines({ deliveries }: DeliveryLinesProps) {
  const t = useTranslations("alerts.delivery");
  const newest = [
    ...new Map([...deliveries].reverse().map((each) => [`${each.channel} ${each.event}`, each])).values(),
  ];
  if (newest.length === 0) return null;
  return (
    <ul className="grid gap-1 text-xs">
      {newest.map(({ channel, event, attempt, isDelivered, answer, at }) => (
        <li key={`${channel} ${event}`} className="flex flex-wrap items-baseline gap-x-2">
          <Status tone={isDelivered ? "ok" : "warn"}>
            {t(isDelivered ? "done" : attempt > retrySeconds.length ? "givenUp" : "failed", { channel, attempt })}
          </Status>
          <span className="text-ink-3">
            {t(event)} <Time at={at} look="day" />
          </span>
          <code className="break-words">{answer}</code>
        </li>
      ))}
    </ul>
  );
}
