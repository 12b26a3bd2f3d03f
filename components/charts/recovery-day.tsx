import { useTranslations } from "next-intl";
import { useDuration } from "#components/ui/use-duration.ts";
import type { Chart } from "#lib/domain/figures/charts.ts";
import { Sparkline } from "./sparkline.tsx";

/** Null: not read yet, or not readable. */
type RecoveryDayProps = { readonly chart: Chart | null };

/** The recovery point of the last day with its highest value in words; as high while there is nothing to draw, so that nothing jumps. */
export function RecoveryDay({ chart }: RecoveryDayProps) {
  const t = useTranslations("charts");
  const duration = useDuration();
  const line = chart?.lines[0];
  const known = line?.points.flatMap(({ span }) => (span === null ? [] : [span.most])) ?? [];
  const highest = duration(Math.max(0, ...known));
  return (
    <div className="flex h-9 items-center gap-3 px-5 pb-2 text-xs text-ink-2">
      {line === undefined || known.length < 2 ? null : (
        <>
          <Sparkline line={line} threshold={chart?.threshold ?? null} label={t("day", { highest })} />
          <span className="flex-none" aria-hidden="true">
            {t("dayHighest", { highest })}
          </span>
        </>
      )}
    </div>
  );
}
