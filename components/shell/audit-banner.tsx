"use client";

import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import { useStreamState } from "./stream-provider.tsx";

/** On every page while the audit is not written where it belongs: what, since when, what it means, what to do. */
export function AuditBanner() {
  const t = useTranslations("shell.audit");
  const { audit } = useStreamState();
  if (audit === null || audit.kind === "up") return null;
  const events = audit.kind === "local-journal" ? audit.events : 0;
  return (
    <Banner tone={audit.kind === "local-journal" ? "warn" : "bad"} title={t(`${audit.kind}.title`)} urgent>
      <p>{t(`${audit.kind}.means`, { events })}</p>
      <p>{t(`${audit.kind}.todo`)}</p>
      <p className="text-xs text-ink-2 [overflow-wrap:anywhere]">
        {t("since")} <Time at={audit.since} look="day" />: <code>{audit.cause}</code>
      </p>
    </Banner>
  );
}
