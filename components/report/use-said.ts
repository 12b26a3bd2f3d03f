import { useFormatter, useTranslations } from "next-intl";
import type { Translate } from "#components/ui/text-or.ts";
import { useDuration } from "#components/ui/use-duration.ts";
import type { Line, Value } from "#lib/domain/report/answer.ts";

const look = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
  timeZoneName: "short",
} as const;

/** A report's sentence in the reader's language; times in UTC. */
export function useSaid(): (line: Line) => string {
  const t: Translate = useTranslations("report.says");
  const format = useFormatter();
  const duration = useDuration();
  const text = (value: Value): string | number => {
    if (typeof value !== "object") return value;
    return "at" in value ? format.dateTime(new Date(value.at), look) : duration(value.seconds);
  };
  return ({ key, values }) =>
    t(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)])));
}
