"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { useStreamState } from "./stream-provider.tsx";
import { type TabSign, useTabIcon } from "./use-tab-icon.ts";
import { useTabTitle } from "./use-tab-title.ts";
import { verdictTones } from "./verdict-status.tsx";

function signOf(overview: OverviewView | null): TabSign | null {
  if (overview === null) return null;
  const run = overview.activeRun;
  if (run === null) return verdictTones[overview.verdict.kind];
  return run.status === "running" ? "run" : "wait";
}

/** The state in the tab's title and icon, and read aloud once when it changes: a tab in the background still calls. */
export function TabState() {
  const t = useTranslations("shell.tab");
  const verdict = useTranslations("verdict");
  const statuses = useTranslations("run.status");
  const path = usePathname();
  const { overview, live } = useStreamState();
  const run = overview?.activeRun ?? null;
  const state =
    run === null
      ? overview === null
        ? ""
        : verdict(`${overview.verdict.kind}.title`)
      : run.status === "waiting-for-decision" || run.status === "interrupted"
        ? t("decision", { label: run.label })
        : t("run", { label: run.label, status: textOr(statuses, run.status, run.status) });
  const word = live ? state : t("notLive");
  useTabTitle(word);
  useTabIcon(live ? signOf(overview) : "old");
  // A run's own page reads its steps aloud itself.
  if (path.startsWith("/runs/") && live) return null;
  return (
    <p className="sr-only" role="status">
      {word}
    </p>
  );
}
