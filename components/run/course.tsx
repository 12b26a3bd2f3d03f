import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";

type CourseProps = {
  readonly elapsedSeconds: number;
  /** null: a failback has no target for its time. */
  readonly targetSeconds: number | null;
  /** What is still to come, where it was ever measured; null = no estimate, and then none is drawn. */
  readonly expectedSeconds: number | null;
};

const percent = (part: number, scale: number) => `${((100 * part) / scale).toFixed(2)}%`;

/** Elapsed solid, still expected hatched, the target a tick; the words beside it say the same. */
export function Course({ elapsedSeconds, targetSeconds, expectedSeconds }: CourseProps) {
  const t = useTranslations("run.clock");
  const duration = useDuration();
  if (targetSeconds === null && expectedSeconds === null) return null;
  const end = elapsedSeconds + (expectedSeconds ?? 0);
  const scale = Math.max(targetSeconds ?? 0, end, 1) * 1.01;
  const over = targetSeconds === null ? 0 : end - targetSeconds;
  const said = expectedSeconds === null ? "target" : "expected";
  return (
    <div>
      <div className="course" aria-hidden="true">
        <i style={{ width: percent(elapsedSeconds, scale) }} />
        {expectedSeconds === null ? null : (
          <u
            className="hatch"
            style={{ left: percent(elapsedSeconds, scale), width: percent(expectedSeconds, scale) }}
          />
        )}
        {targetSeconds === null ? null : <b style={{ left: percent(targetSeconds, scale) }} />}
      </div>
      <p className="flex flex-wrap justify-between gap-x-3 text-xs text-ink-2">
        <span>{targetSeconds === null ? t("noTarget") : t("target", { target: duration(targetSeconds) })}</span>
        {targetSeconds === null ? (
          <span className="font-medium">{t("still", { time: duration(expectedSeconds ?? 0) })}</span>
        ) : over > 0 ? (
          <Status tone="bad">{t(`${said}Over`, { time: duration(over) })}</Status>
        ) : (
          <span className="font-medium">{t(`${said}Inside`, { time: duration(-over) })}</span>
        )}
      </p>
    </div>
  );
}
