"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";

const never = () => () => {};
const browserZone = () =>
  Intl.DateTimeFormat("en", { timeZoneName: "short" })
    .formatToParts()
    .find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
const serverZone = () => "UTC";

/** The zone of every time on the page: most of them stand without it. */
export function ZoneMark() {
  const t = useTranslations("shell");
  const zone = useSyncExternalStore(never, browserZone, serverZone);
  return <span className="whitespace-nowrap text-xs text-ink-3">{t("zone", { zone })}</span>;
}
