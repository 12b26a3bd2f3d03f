import { Bell } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type AlertMarkProps = { readonly alerts: OverviewView["alerts"] };

/** How many alerts are open; amber while nobody has acknowledged one of them. */
export function AlertMark({ alerts }: AlertMarkProps) {
  const t = useTranslations("shell.alerts");
  const waiting = alerts.filter((alert) => !alert.isAcknowledged).length;
  return (
    <Link
      href="/alerts"
      className={`inline-flex min-h-8 items-center gap-1.5 px-2 ${waiting > 0 ? "font-semibold text-warn" : "text-ink-2"}`}
      aria-label={t("label", { count: alerts.length, waiting })}
    >
      <Bell className="i" aria-hidden="true" />
      <span>{alerts.length}</span>
    </Link>
  );
}
