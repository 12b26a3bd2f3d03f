import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/ui/code-block.tsx";
import type { Attempt } from "#lib/domain/report/report-view.ts";
import { SeenLine } from "./seen-line.tsx";
import { Utc } from "./utc.tsx";

/** So many lines of output stand in the summary, the newest. */
const briefLines = 12;

type ReportAttemptProps = { readonly attempt: Attempt; readonly of: number; readonly full: boolean };

/** Before, the command, what its server wrote, how it ended, after. */
export function ReportAttempt({ attempt, of, full }: ReportAttemptProps) {
  const t = useTranslations("report.steps");
  const { command, output, end, before, after } = attempt;
  const lines = full ? output : output.slice(-briefLines);
  const text = [...(command === null ? [] : [`> ${command}`]), ...lines.map((l) => l.text)].join("\n");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <p className="flex flex-wrap gap-x-2 text-xs text-ink-2">
        <span className={of > 1 ? "font-medium" : ""}>
          {t.rich("attempt", { nth: attempt.nth, number: attempt.number, at: () => <Utc at={attempt.at} /> })}
        </span>
        {attempt.carrier === null ? null : <span>{t("carrier", { carrier: attempt.carrier })}</span>}
      </p>
      {before === null ? null : <SeenLine label={t("before")} seen={before} />}
      {text === "" ? (
        <p className="text-xs text-ink-2">{t("noCommand")}</p>
      ) : (
        <CodeBlock code={text} label={t("attemptLabel", { nth: attempt.nth })} />
      )}
      {lines.length < output.length ? (
        <p className="text-xs text-ink-2">{t("linesMore", { count: output.length - lines.length })}</p>
      ) : null}
      {end?.error ? (
        <p className="text-xs text-bad [overflow-wrap:anywhere]">
          {t(`effect.${end.effect}`)}: {end.error}
        </p>
      ) : null}
      <p className="flex flex-wrap gap-x-3 text-xs text-ink-2">
        {end === null ? (
          <span className="font-medium text-warn">{t("noAnswer")}</span>
        ) : (
          <span>{t.rich("ended", { number: end.number, at: () => <Utc at={end.at} /> })}</span>
        )}
        {end?.serverUtc ? <span>{t.rich("server", { at: () => <Utc at={end.serverUtc ?? ""} /> })}</span> : null}
        {end?.sessionId ? <span>{t("session", { session: end.sessionId })}</span> : null}
      </p>
      {after.map((seen) => (
        <SeenLine key={seen.number} label={t("after")} seen={seen} />
      ))}
    </div>
  );
}
