import { useTranslations } from "next-intl";
import { useDuration } from "#components/ui/use-duration.ts";
import type { RecoveryPointDay } from "#lib/domain/views/recovery-point-day.ts";
import { sparkPath } from "./spark-path.ts";

type SparklineProps = { readonly day: RecoveryPointDay };

const height = 28;

/** The recovery point of the last 24 hours without axes: its target dashed, its highest value in words. Gaps stay gaps. */
export function Sparkline({ day }: SparklineProps) {
  const t = useTranslations("verdict.recoveryPoint");
  const duration = useDuration();
  const { seconds, highest, target } = day;
  if (highest === null) return null;
  const top = Math.max(highest, target) * 1.1;
  const y = (value: number) => height - (value / top) * height;
  const words = { highest: duration(highest), target: duration(target) };
  return (
    <div className="grid gap-0.5 pt-1">
      <svg
        role="img"
        aria-label={t("day", words)}
        viewBox={`0 0 ${seconds.length} ${height}`}
        preserveAspectRatio="none"
        className="h-7 w-full overflow-visible"
      >
        <line
          x1={0}
          x2={seconds.length}
          y1={y(target)}
          y2={y(target)}
          stroke="var(--ink-3)"
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
        <path
          d={sparkPath(seconds, y)}
          fill="none"
          stroke="var(--chart-1)"
          strokeWidth={1.5}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span className="text-xs text-ink-2">{t("highest", words)}</span>
    </div>
  );
}
