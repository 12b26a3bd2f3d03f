"use client";

import { useTranslations } from "next-intl";
import { useDuration } from "#components/ui/use-duration.ts";
import { useStreamState } from "./stream-provider.tsx";

/** Less is the way of the message, and matters to nobody. */
const mattersMs = 5_000;

/** Said when this browser's clock is so wrong that "confirmed 15 minutes ago" would be judged otherwise than it looks. */
export function ClockNote() {
  const t = useTranslations("shell.times");
  const duration = useDuration();
  const { clockAheadMs } = useStreamState();
  if (clockAheadMs === null || Math.abs(clockAheadMs) < mattersMs) return null;
  return (
    <p className="mb-2 text-xs text-warn" role="note">
      {t("clock", {
        difference: duration(Math.abs(clockAheadMs) / 1000),
        direction: clockAheadMs > 0 ? "ahead" : "behind",
      })}
    </p>
  );
}
