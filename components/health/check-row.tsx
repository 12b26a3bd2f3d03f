import { useTranslations } from "next-intl";
import { Age } from "#components/ui/age.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { CheckView } from "#lib/domain/views/health-view.ts";
import { checkTones } from "./check-tone.ts";

type CheckRowProps = { readonly check: CheckView; readonly now: string };

/** What is good stands closed; anything else is open, with what to do. */
export function CheckRow({ check, now }: CheckRowProps) {
  const t = useTranslations("health");
  const checks = useTranslations("health.checks");
  const text = (part: "title" | "why" | "remedy") => textOr(checks, `${check.id}.${part}`, check.id);
  const good = check.results.filter((result) => result.state === "good").length;
  const oldest =
    check.results
      .map(({ at }) => at)
      .filter((at) => at !== null)
      .sort()[0] ?? null;
  const isCalm = check.state === "good" || check.state === "not-available";
  return (
    <li id={check.id} className="scroll-mt-16 border-b border-line last:border-b-0">
      <details className="check" open={!isCalm}>
        <summary className="check-row">
          <Status tone={checkTones[check.state]}>{t(`states.${check.state}`)}</Status>
          <span className="min-w-0 font-medium">{text("title")}</span>
          <span className="text-xs text-ink-3">
            {check.results.length > 1 ? t("counts", { good, all: check.results.length }) : ""}
          </span>
          <span className="text-right text-xs">
            {isNotAsked(check.state, oldest) ? null : <Age at={oldest} now={now} />}
          </span>
        </summary>
        <div className="grid gap-2 px-4 pb-3">
          <p className="max-w-prose text-ink-2">{text("why")}</p>
          <ul className="grid gap-1.5">
            {check.results.map((result) => (
              <li key={`${result.target} ${JSON.stringify(result.facts)}`} className="check-result">
                <Status tone={checkTones[result.state]}>{t(`states.${result.state}`)}</Status>
                <span className="min-w-0">
                  <code className="break-words">{result.target ?? t("poolWide")}</code>
                  <Facts facts={result.facts} />
                </span>
                <span className="text-right text-xs">
                  {isNotAsked(result.state, result.at) ? null : <Age at={result.at} now={now} />}
                </span>
              </li>
            ))}
          </ul>
          {isCalm ? null : (
            <p className="max-w-prose">
              <span className="font-semibold">{t("remedy")}: </span>
              {check.state === "unknown" ? t("unknownRemedy") : text("remedy")}
            </p>
          )}
          <p className="text-xs text-ink-3">
            {t("readEvery", { seconds: check.everySeconds })}, {t(`costs.${check.cost}`)}
          </p>
        </div>
      </details>
    </li>
  );
}

/** What is not available is not read: it has no age. */
const isNotAsked = (state: CheckView["state"], at: string | null) => state === "not-available" && at === null;
