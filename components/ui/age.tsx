import { useTranslations } from "next-intl";
import { SpokenAge } from "./spoken-age.tsx";
import { useDuration } from "./use-duration.ts";

type AgeProps = { readonly at: string | null; readonly now: string };

/** How old a value was when the server made this picture; the tooltip has the absolute time. */
export function Age({ at, now }: AgeProps) {
  const t = useTranslations("time");
  const duration = useDuration();
  if (at === null) return <span className="text-ink-3">{t("neverRead")}</span>;
  const seconds = Math.max(0, (Date.parse(now) - Date.parse(at)) / 1000);
  return (
    <time dateTime={at} className="whitespace-nowrap text-ink-3">
      <SpokenAge seconds={seconds} title={new Date(at).toISOString()}>
        {t("ago", { age: duration(seconds) })}
      </SpokenAge>
    </time>
  );
}
