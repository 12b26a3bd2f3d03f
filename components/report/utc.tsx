import { useFormatter } from "next-intl";

const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: "UTC" } as const;
const day = { day: "numeric", month: "short", year: "numeric", ...clock, timeZoneName: "short" } as const;

type UtcProps = { readonly at: string; readonly look?: "clock" | "day" };

/** A time in UTC, the same on every reader's paper. */
export function Utc({ at, look = "clock" }: UtcProps) {
  const format = useFormatter();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {format.dateTime(date, look === "day" ? day : clock)}
    </time>
  );
}
