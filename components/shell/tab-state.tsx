"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import { useStreamState } from "./stream-provider.tsx";
import { useTabTitle } from "./use-tab-title.ts";

/** The state in the tab's title, and read aloud once when it changes: a tab in the background still calls. */
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
  // A run's own page reads its steps aloud itself.
  if (path.startsWith("/runs/") && live) return null;
  return (
    <p className="sr-only" role="status">
      {word}
    </p>
  );
}
