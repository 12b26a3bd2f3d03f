import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Range, rangeNames } from "#lib/domain/figures/charts.ts";
import type { FigureName } from "#lib/domain/figures/figures-of.ts";

type RangeLinksProps = { readonly range: Range; readonly figure: FigureName };

/** In the address, so that a chart can be sent to somebody. */
export function RangeLinks({ range, figure }: RangeLinksProps) {
  const t = useTranslations("charts");
  return (
    <nav className="only-screen mb-3 flex flex-wrap gap-2" aria-label={t("range")}>
      {rangeNames.map((each) => (
        <Link
          key={each}
          href={`/health/charts?range=${each}&figure=${figure}`}
          className={`btn btn-sm ${each === range ? "bg-hover font-semibold" : ""}`}
          aria-current={each === range ? "true" : undefined}
        >
          {t(`ranges.${each}`)}
        </Link>
      ))}
    </nav>
  );
}
