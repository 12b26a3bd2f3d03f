import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Actor } from "#lib/domain/actor.ts";
import type { AuditStanding } from "#lib/domain/audit/audit-standing.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { AuditBanner } from "./audit-banner.tsx";
import { ClockNote } from "./clock-note.tsx";
import { SideBar } from "./side-bar.tsx";
import { StaleBanner } from "./stale-banner.tsx";
import { StreamProvider } from "./stream-provider.tsx";
import { TabBar } from "./tab-bar.tsx";
import { TabState } from "./tab-state.tsx";
import { TimeSwitch } from "./time-switch.tsx";
import { TopBar } from "./top-bar.tsx";
import { UserMenu } from "./user-menu.tsx";

type ShellProps = {
  readonly actor: Actor;
  readonly overview: OverviewView | null;
  readonly audit: AuditStanding;
  readonly rail: boolean;
  /** The choice of language, for the person's menu. */
  readonly languages: ReactNode;
  readonly children: ReactNode;
};

export function Shell({ actor, overview, audit, rail, languages, children }: ShellProps) {
  const t = useTranslations("shell");
  return (
    <StreamProvider overview={overview} audit={audit}>
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <TabState />
      <div className={rail ? "app rail" : "app"}>
        <SideBar actor={actor} rail={rail} languages={languages} />
        <div className="min-w-0">
          <TopBar />
          <main id="main">
            <StaleBanner />
            <AuditBanner />
            <ClockNote />
            {children}
          </main>
          <div className="hidden px-6 pb-3 max-[1400px]:block print:block">
            <TimeSwitch />
          </div>
          <footer className="only-m px-4 pb-4">
            <UserMenu name={actor.name} role={actor.role} compact={false} languages={languages} />
          </footer>
        </div>
        <TabBar />
      </div>
    </StreamProvider>
  );
}
