import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { CheckState } from "#lib/domain/health/check.ts";
import { checkTones } from "./check-tone.ts";

type CheckLinksProps = {
  readonly ids: readonly string[];
  readonly state: CheckState;
  /** How many are named; the rest is a number. Absent: all. */
  readonly limit?: number;
};

/** Checks in one state by name, each a way to its place on the health page. */
export function CheckLinks({ ids, state, limit = ids.length }: CheckLinksProps) {
  const t = useTranslations("health");
  const checks = useTranslations("health.checks");
  if (ids.length === 0) return null;
  return (
    <ul className="grid gap-0.5">
      {ids.slice(0, limit).map((id) => (
        <li key={id} className="flex min-w-0 items-baseline gap-2">
          <Status tone={checkTones[state]}>{t(`states.${state}`)}</Status>
          <a href={`/health#${id}`} className="min-h-6 min-w-0 content-center">
            {textOr(checks, `${id}.title`, id)}
          </a>
        </li>
      ))}
      {ids.length <= limit ? null : (
        <li className="flex min-w-0 items-baseline gap-2">
          <Status tone={checkTones[state]}>{t(`states.${state}`)}</Status>
          <a href={`/health?state=${state}`} className="min-h-6 min-w-0 content-center">
            {t("readiness.more", { count: ids.length - limit })}
          </a>
        </li>
      )}
    </ul>
  );
}
