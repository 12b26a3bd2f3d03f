"use client";

import { useTranslations } from "next-intl";
import { clockText } from "#components/ui/clock-text.ts";
import { Time } from "#components/ui/time.tsx";
import { useNow } from "#components/ui/use-now.ts";

type RunClockProps = { readonly startedAt: string; readonly finishedAt: string | null; readonly now: string };

export function RunClock({ startedAt, finishedAt, now }: RunClockProps) {
  const t = useTranslations("run.clock");
  const ticking = useNow(now);
  const end = finishedAt === null ? ticking : Date.parse(finishedAt);
  return (
    <div className="px-5 py-2.5">
      <div className="lbl">
        {finishedAt === null ? t("since") : t("took")} <Time at={startedAt} />
      </div>
      <div className="text-3xl font-semibold tracking-tight" role="timer" aria-live="off">
        {clockText((end - Date.parse(startedAt)) / 1000)}
      </div>
    </div>
  );
}
