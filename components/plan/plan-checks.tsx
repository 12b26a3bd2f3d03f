import { useTranslations } from "next-intl";
import { FindingList } from "#components/run/finding-list.tsx";
import type { Finding } from "#lib/domain/run/journal.ts";

type PlanChecksProps = { readonly findings: readonly Finding[] };

/** What did not pass stands open, worst first; what passed is one click away. */
export function PlanChecks({ findings }: PlanChecksProps) {
  const t = useTranslations("plan");
  const open = findings.filter((f) => f.verdict !== "pass");
  const passed = findings.filter((f) => f.verdict === "pass");
  return (
    <>
      {open.length === 0 ? null : <FindingList findings={open} />}
      {passed.length === 0 ? null : (
        <details className={open.length === 0 ? "" : "border-t border-line"}>
          <summary className="px-4 py-2 text-ink-2">{t("passed", { count: passed.length })}</summary>
          <div className="border-t border-line">
            <FindingList findings={passed} />
          </div>
        </details>
      )}
    </>
  );
}
