import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Told } from "#lib/domain/health/deliveries.ts";

type DeliveryLinesProps = { readonly told: readonly Told[] };

const tones = { delivered: "ok", waiting: "wait", "given-up": "warn" } as const;

/** Whether somebody outside the console was told. */
export function DeliveryLines({ told }: DeliveryLinesProps) {
  const t = useTranslations("alerts.delivery");
  if (told.length === 0) return null;
  return (
    <ul className="grid gap-1 text-xs">
      {told.map(({ channel, event, attempt, state, answer, at }) => (
        <li key={`${channel} ${event}`} className="flex flex-wrap items-baseline gap-x-2">
          <Status tone={tones[state]}>{t(state, { channel, attempt })}</Status>
          <span className="text-ink-3">
            {t(event)} {at === null ? null : <Time at={at} look="day" />}
          </span>
          <code className="break-words">{answer}</code>
        </li>
      ))}
    </ul>
  );
}
