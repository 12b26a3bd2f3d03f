"use client";

import { MessagesSquare } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { AlertMark } from "./alert-mark.tsx";
import { LiveMark } from "./live-mark.tsx";
import { PaletteButton } from "./palette-button.tsx";
import { useStreamState } from "./stream-provider.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { TimeSwitch } from "./time-switch.tsx";
import { TopFacts } from "./top-facts.tsx";
import { useAge } from "./use-age.ts";

export function TopBar() {
  const t = useTranslations("shell.top");
  const { overview, live } = useStreamState();
  const age = useAge();
  return (
    <header className="top flex-wrap gap-y-1 py-1">
      <span className="top-pool flex min-w-0 items-center gap-2 pr-3.5 font-medium">
        <MessagesSquare className="i text-ink-3" aria-hidden="true" />
        <Link href="/settings" className="truncate text-ink" title={t("choosePool")}>
          {overview?.poolFqdn ?? t("noPool")}
        </Link>
      </span>
      {overview === null ? null : <TopFacts overview={overview} />}
      <span className="only-d flex-1" />
      <span className="mr-3 max-[1400px]:hidden">
        <TimeSwitch />
      </span>
      {overview === null ? null : <AlertMark alerts={overview.alerts} />}
      <LiveMark live={live} ageSeconds={age} />
      <span className="flex items-center pl-1">
        <PaletteButton />
        <ThemeSwitch />
      </span>
    </header>
  );
}
