import { useTranslations } from "next-intl";
import { useDuration } from "#components/ui/use-duration.ts";
import type { Span } from "#lib/domain/views/plan-view.ts";

/** "≈ 3 min", "2 min to 3 min", "≥ 4 min", "up to 20 s"; a span without either end is not measured. */
export function useSpan(): (span: Span) => string {
  const t = useTranslations("plan.span");
  const duration = useDuration();
  return ({ fewest, most }) => {
    if (most === null) return fewest === 0 ? t("unknown") : t("atLeast", { from: duration(fewest) });
    if (fewest === most) return t("about", { time: duration(most) });
    if (fewest === 0) return t("upTo", { to: duration(most) });
    return t("between", { from: duration(fewest), to: duration(most) });
  };
}
