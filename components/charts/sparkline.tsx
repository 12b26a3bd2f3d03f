import { useTranslations } from "next-intl";
import { useDuration } from "#components/ui/use-duration.ts";
import type { RecoveryPointDay } from "#lib/domain/views/recovery-point-day.ts";
import { sparkPath } from "./spark-path.ts";

type SparklineProps = { readonly day: RecoveryPointDay & { readonly highest: number } };

const height = 20;

/** The recovery point of the last 24 hours without axes, its target dashed; gaps stay gaps. What it says in words is its name. */
export function Sparkline({ day }: SparklineProps) {
  const t = useTranslations("verdict.recoveryPoint");
  const duration = useDuration();
  const { seconds, highest, target } = day;
  const top = Math.max(highest, target) * 1.1;
  const y = (value: number) => height - (value / top) * height;
  return (
    <svg
      role="img"
      aria-label={t("day", { highest: duration(highest), target: duration(target) })}
      viewBox={`0 0 ${seconds.length} ${height}`}
      preserveAspectRatio="none"
      className="my-1 h-5 w-full overflow-visible"
    >
      <line
        x1={0}
        x2={seconds.length}
        y1={y(target)}
        y2={y(target)}
        stroke="var(--line-strong)"
        strokeDasharray="4 3"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={sparkPath(seconds, y)}
        fill="none"
        stroke="var(--chart-1)"
        strokeWidth={2}
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
