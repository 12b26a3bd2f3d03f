"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { SpokenAge } from "./spoken-age.tsx";
import { useTick } from "./time-mode.ts";
import { useDuration } from "./use-duration.ts";

type AgeProps = { readonly at: string | null; readonly now: string };

/** How old a value was when the server made this picture, and it grows on while nobody renews it; the tooltip has the absolute time. */
export function Age({ at, now }: AgeProps) {
  const t = useTranslations("time");
  const duration = useDuration();
  const since = useSecondsSince(now);
  if (at === null) return <span className="text-ink-3">{t("neverRead")}</span>;
  const seconds = Math.max(0, (Date.parse(now) - Date.parse(at)) / 1000 + since);
  return (
    <time dateTime={at} className="whitespace-nowrap text-ink-3">
      <SpokenAge seconds={seconds} title={new Date(at).toISOString()}>
        {t("ago", { age: duration(seconds) })}
      </SpokenAge>
    </time>
  );
}

/** Seconds of this browser's clock since it was given this picture, in steps of the page's tick. */
function useSecondsSince(picture: string): number {
  const now = useTick(true);
  const given = useRef({ picture, at: now });
  if (given.current.picture !== picture || given.current.at === 0) given.current = { picture, at: now };
  return Math.max(0, (now - given.current.at) / 1000);
}
