import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import type { Answer } from "#lib/domain/uncaptured/answers.ts";

type AnswersSaidProps = { readonly answers: readonly Answer[] };

/** Who said what, newest first; what was replaced stays readable. */
export function AnswersSaid({ answers }: AnswersSaidProps) {
  const t = useTranslations("uncaptured");
  const [newest, ...earlier] = answers;
  if (!newest) return null;
  return (
    <>
      <OneAnswer answer={newest} />
      {earlier.length === 0 ? null : (
        <details className="text-ink-2">
          <summary className="py-1">{t("earlier", { count: earlier.length })}</summary>
          {earlier.map((answer) => (
            <OneAnswer key={answer.at} answer={answer} />
          ))}
        </details>
      )}
    </>
  );
}

function OneAnswer({ answer }: { readonly answer: Answer }) {
  const t = useTranslations("uncaptured");
  const fields = useTranslations("uncaptured.fields");
  const text = (value: string | number | boolean) =>
    typeof value === "boolean" ? t(value ? "yes" : "no") : String(value);
  return (
    <div className="py-1">
      <p>
        {t("saidBy", { person: answer.person })} <Time at={answer.at} look="day" />
        <span className="text-ink-2"> {t("from", { source: answer.source })}</span>
      </p>
      <dl className="grid gap-x-4 text-xs min-[700px]:grid-cols-2">
        {Object.entries(answer.values).map(([name, value]) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="text-ink-2">{textOr(fields, `${name}.label`, name)}</dt>
            <dd className="min-w-0 font-mono [overflow-wrap:anywhere]">{text(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
