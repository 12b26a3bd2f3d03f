"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { SpokenAge } from "./spoken-age.tsx";
import { useTick, useTimeMode } from "./time-mode.ts";
import { useDuration } from "./use-duration.ts";

const day = { day: "numeric", month: "short" } as const;
const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
const looks = {
  clock,
  day: { ...day, ...clock },
  zone: { ...day, ...clock, year: "numeric", timeZoneName: "short" },
} as const;
/** Older is said by its date: "3 days ago" helps nobody who compares. */
const relativeForMs = 24 * 3_600_000;

type TimeProps = {
  readonly at: string | null;
  readonly look?: keyof typeof looks;
  /** On paper all readers see the same. */
  readonly zone?: "UTC" | undefined;
};

const never = () => () => {};
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const serverZone = () => "UTC";

/** A time as the switch has it: the reader's own, UTC, or how long ago; the tooltip has what is not written. */
export function Time({ at, look = "clock", zone }: TimeProps) {
  const format = useFormatter();
  const t = useTranslations("time");
  const duration = useDuration();
  const mode = useTimeMode();
  const now = useTick(mode === "relative");
  const local = useSyncExternalStore(never, browserZone, serverZone);
  if (at === null) return <span>{t("never")}</span>;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  const seconds = (now - date.getTime()) / 1000;
  const isFixed = zone !== undefined || look === "zone";
  const isRelative = mode === "relative" && now > 0 && !isFixed && Math.abs(seconds) * 1000 < relativeForMs;
  const timeZone = zone ?? (mode === "utc" ? "UTC" : local);
  // A day of another year is not taken for one of this.
  const isOtherYear = look === "day" && date.getUTCFullYear() !== new Date().getUTCFullYear();
  const year = isOtherYear ? ({ year: "numeric" } as const) : {};
  const absolute = format.dateTime(date, { ...looks[look], ...year, timeZone });
  if (isRelative && seconds >= 0) {
    return (
      <time dateTime={at} className="whitespace-nowrap">
        <SpokenAge seconds={seconds} title={`${absolute} · ${date.toISOString()}`}>
          {t("ago", { age: duration(seconds) })}
        </SpokenAge>
      </time>
    );
  }
  return (
    <time dateTime={at} title={date.toISOString()} className="whitespace-nowrap">
      {isRelative ? t("in", { age: duration(-seconds) }) : absolute}
    </time>
  );
}
