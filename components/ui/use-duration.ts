import { useTranslations } from "next-intl";
import { durationText } from "#lib/domain/report/duration-text.ts";
import type { Translate } from "./text-or.ts";

/** "1 min 20 s", "1 h 4 min"; whole seconds. */
export function useDuration(): (seconds: number) => string {
  const t: Translate = useTranslations("duration");
  return (seconds) => durationText(t, seconds);
}
