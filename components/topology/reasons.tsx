import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type ReasonsProps = { readonly reasons: OverviewView["verdict"]["reasons"] };

export function Reasons({ reasons }: ReasonsProps) {
  const t = useTranslations("verdict.reasons");
  const checks = useTranslations("health.checks");
  if (reasons.length === 0) return null;
  return (
    <ul className="mt-1 grid gap-0.5">
      {reasons.map((reason) => (
        <li key={`${reason.key} ${JSON.stringify(reason.facts)}`}>
          <details>
            <summary>
              <span className="font-medium">{textOr(t, reason.key, reason.key)}</span>{" "}
              {reason.facts.check === undefined ? null : (
                <span>{textOr(checks, `${reason.facts.check}.title`, reason.facts.check)} </span>
              )}
              <span className="font-mono text-xs text-ink-2">{reason.facts.instance ?? ""}</span>
            </summary>
            <Facts facts={reason.facts} />
            {reason.facts.check === undefined ? null : (
              <a href={`/health#${reason.facts.check}`} className="inline-block min-h-6 content-center">
                {t("open", { check: textOr(checks, `${reason.facts.check}.title`, reason.facts.check) })}
              </a>
            )}
          </details>
        </li>
      ))}
    </ul>
  );
}
