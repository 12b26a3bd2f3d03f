import { useTranslations } from "next-intl";

/** "1 min 20 s", "1 h 4 min"; whole seconds. */
export function useDuration(): (seconds: number) => string {
  const t = useTranslations("duration");
  return (seconds) => {
    const whole = Math.max(0, Math.round(seconds));
    const h = Math.floor(whole / 3600);
    const m = Math.floor((whole % 3600) / 60);
    const s = whole % 60;
    if (h > 0) return m === 0 ? t("hours", { h }) : t("hoursMinutes", { h, m });
    if (m > 0) return s === 0 ? t("minutes", { m }) : t("minutesSeconds", { m, s });
    return t("seconds", { s });
  };
}
