"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { setTimeMode, timeModes, useTimeMode } from "#components/ui/time-mode.ts";

const never = () => () => {};
const browserZone = () =>
  Intl.DateTimeFormat("en", { timeZoneName: "short" })
    .formatToParts()
    .find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
const serverZone = () => "UTC";

/** How every time on the page is written: most of them stand without their zone. */
export function TimeSwitch() {
  const t = useTranslations("shell.times");
  const mode = useTimeMode();
  const zone = useSyncExternalStore(never, browserZone, serverZone);
  const word = { local: t("local", { zone }), utc: t("utc"), relative: t("relative") };
  return (
    <label className="flex items-center gap-1.5 whitespace-nowrap text-xs text-ink-3">
      {t("label")}
      <select
        className="rounded-md border border-line-strong bg-surface px-1.5 py-0.5 text-ink-2"
        value={mode}
        onChange={(event) => setTimeMode(timeModes.find((each) => each === event.target.value) ?? "local")}
      >
        {timeModes.map((each) => (
          <option key={each} value={each}>
            {word[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
