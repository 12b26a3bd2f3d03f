"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";

const day = { day: "numeric", month: "short" } as const;
const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
const looks = {
  clock,
  day: { ...day, ...clock },
  zone: { ...day, ...clock, year: "numeric", timeZoneName: "short" },
} as const;

type TimeProps = {
  readonly at: string | null;
  readonly look?: keyof typeof looks;
  /** On paper all readers see the same. */
  readonly zone?: "UTC" | undefined;
};

const never = () => () => {};
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const serverZone = () => "UTC";

/** Absolute local time of the reader, or in `zone`; the tooltip has it in UTC. */
export function Time({ at, look = "clock", zone }: TimeProps) {
  const format = useFormatter();
  const t = useTranslations("time");
  const readers = useSyncExternalStore(never, browserZone, serverZone);
  const timeZone = zone ?? readers;
  if (at === null) return <span>{t("never")}</span>;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  return (
    <time dateTime={at} title={date.toISOString()} className="whitespace-nowrap">
      {format.dateTime(date, { ...looks[look], timeZone })}
    </time>
  );
}
