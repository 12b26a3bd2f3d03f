"use client";

import { useTranslations } from "next-intl";
import { clockText } from "#components/ui/clock-text.ts";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { Time } from "#components/ui/time.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { backHome } from "./back-home.ts";

type OfflineNowProps = { readonly run: RunView; readonly now: string };

/** How long nobody has been able to chat in this failback: what people wait for. Nothing before chat is stopped. */
export function OfflineNow({ run, now }: OfflineNowProps) {
  const t = useTranslations("run.failback");
  const clock = useNow(now);
  const since = run.steps.find((step) => step.id === "stop-other-chat")?.startedAt ?? null;
  if (since === null) return null;
  const { offlineSeconds } = backHome(run);
  const seconds = offlineSeconds ?? Math.max(0, (clock - Date.parse(since)) / 1000);
  return (
    <FigureCell
      label={t(offlineSeconds === null ? "offlineNow" : "offline")}
      value={clockText(seconds)}
      note={
        <span>
          {t("offlineSince")} <Time at={since} />
        </span>
      }
    />
  );
}
