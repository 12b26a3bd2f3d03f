"use client";

import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { AlertMark } from "./alert-mark.tsx";
import { LiveMark } from "./live-mark.tsx";
import { useStreamState } from "./stream-provider.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { TopFacts } from "./top-facts.tsx";
import { useAge } from "./use-age.ts";
import { ZoneMark } from "./zone-mark.tsx";

export function TopBar() {
  const t = useTranslations("shell.top");
  const { overview, live } = useStreamState();
  const age = useAge();
  return (
    <header className="top flex-wrap gap-y-1 py-1">
      <span className="flex min-w-0 items-center gap-2 pr-3.5 font-medium">
        <MessagesSquare className="i text-ink-3" aria-hidden="true" />
        <span className="truncate">{overview?.poolFqdn ?? t("noPool")}</span>
      </span>
      {overview === null ? null : <TopFacts overview={overview} />}
      <span className="flex-1" />
      <span className="mr-3 max-[1180px]:hidden">
        <ZoneMark />
      </span>
      {overview === null ? null : <AlertMark alerts={overview.alerts} />}
      <LiveMark live={live} ageSeconds={age} />
      <ThemeSwitch />
    </header>
  );
}
