import Link from "next/link";
import { useTranslations } from "next-intl";
import { type CheckState, checkStates } from "#lib/domain/health/check.ts";
import type { CheckView } from "#lib/domain/views/health-view.ts";

type CheckFilterProps = { readonly checks: readonly CheckView[]; readonly chosen: CheckState | null };

/** Links, so that a filter can be sent to somebody and survives a reload. */
export function CheckFilter({ checks, chosen }: CheckFilterProps) {
  const t = useTranslations("health.filter");
  const count = (state: CheckState) => checks.filter((check) => check.state === state).length;
  const look = (isChosen: boolean) => `btn btn-sm ${isChosen ? "bg-hover font-semibold" : ""}`;
  return (
    <nav className="only-screen mb-3 flex flex-wrap gap-2" aria-label={t("label")}>
      <Link href="/health" className={look(chosen === null)} aria-current={chosen === null ? "true" : undefined}>
        {t("all")} {checks.length}
      </Link>
      {checkStates.map((state) => (
        <Link
          key={state}
          href={`/health?state=${state}`}
          className={look(chosen === state)}
          aria-current={chosen === state ? "true" : undefined}
        >
          {t(state)} {count(state)}
        </Link>
      ))}
    </nav>
  );
}
