import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Part } from "#lib/domain/report/part.ts";
import { partAddress } from "./part-address.ts";

type ReportPartProps = { readonly runId: string; readonly part: Part };

/** Which part of a long report this is, and the way to the others. */
export function ReportPart({ runId, part: { number, of } }: ReportPartProps) {
  const t = useTranslations("report.part");
  if (of === 1) return null;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <p>
        <span className="font-medium">{t("of", { number, of })}</span> <span className="text-ink-2">{t("means")}</span>
      </p>
      <span className="flex-1" />
      <nav className="not-printed flex flex-wrap gap-2" aria-label={t("label")}>
        {number === 1 ? null : (
          <Link href={partAddress(runId, number - 1)} className="btn">
            {t("previous")}
          </Link>
        )}
        {number === of ? null : (
          <Link href={partAddress(runId, number + 1)} className="btn">
            {t("next")}
          </Link>
        )}
      </nav>
    </div>
  );
}
