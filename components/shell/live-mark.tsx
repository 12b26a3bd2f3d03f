import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { SpokenAge } from "#components/ui/spoken-age.tsx";
import { useDuration } from "#components/ui/use-duration.ts";

type LiveMarkProps = { readonly live: boolean; readonly ageSeconds: number | null };

export function LiveMark({ live, ageSeconds }: LiveMarkProps) {
  const t = useTranslations("shell.live");
  const duration = useDuration();
  if (ageSeconds === null && live) return <span className="text-xs text-ink-3">{t("noAge")}</span>;
  const age = ageSeconds === null ? t("noAge") : t("ago", { age: duration(ageSeconds) });
  if (live) {
    return (
      <span className="flex items-center gap-1.5 whitespace-nowrap text-xs text-ink-2">
        <span className="size-2 rounded-full bg-ok-fill" aria-hidden="true" />
        {t("live")}, <SpokenAge seconds={ageSeconds ?? 0}>{age}</SpokenAge>
      </span>
    );
  }
  return (
    <span role="status" className="flex items-center gap-1.5 text-xs font-medium text-warn">
      <Clock className="i i-s" aria-hidden="true" />
      {t("stale")}, <SpokenAge seconds={ageSeconds ?? 0}>{age}</SpokenAge>
    </span>
  );
}
