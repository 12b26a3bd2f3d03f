import Link from "next/link";
import { useTranslations } from "next-intl";
import { PrintButton } from "./print-button.tsx";

type ReportBarProps = { readonly runId: string; readonly full: boolean };

/** Above the paper, never on it. */
export function ReportBar({ runId, full }: ReportBarProps) {
  const t = useTranslations("report");
  const address = `/runs/${runId}/report`;
  return (
    <div className="not-printed mb-3 flex flex-wrap items-center gap-2">
      <Link href={`/runs/${runId}`} className="btn">
        {t("back")}
      </Link>
      <span className="flex-1" />
      <nav className="flex flex-wrap gap-2" aria-label={t("look")}>
        <Link href={address} className="btn" aria-current={full ? undefined : "page"}>
          {t("brief")}
        </Link>
        <Link href={`${address}?output=all`} className="btn" aria-current={full ? "page" : undefined}>
          {t("full")}
        </Link>
      </nav>
      <a href={`/api/runs/${runId}/evidence`} className="btn" download>
        {t("evidence")}
      </a>
      <a href={`/api/runs/${runId}/report${full ? "?output=all" : ""}`} className="btn" download>
        {t("pdf")}
      </a>
      <PrintButton label={t("print")} />
    </div>
  );
}
