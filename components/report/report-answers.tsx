import { useTranslations } from "next-intl";
import { FindingList } from "#components/run/finding-list.tsx";
import { Status, type Tone } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { Answer, Standing } from "#lib/domain/report/answer.ts";
import { Section } from "./section.tsx";
import { useSaid } from "./use-said.ts";

const tones: Readonly<Record<Standing, Tone>> = {
  answered: "ok",
  "in-part": "warn",
  unknown: "unknown",
  outside: "unknown",
  "does-not-arise": "idle",
};

type ReportAnswersProps = { readonly answers: readonly Answer[] };

export function ReportAnswers({ answers }: ReportAnswersProps) {
  const t = useTranslations("report.answers");
  const questions = useTranslations("report.questions");
  const said = useSaid();
  return (
    <Section title={t("title")} note={t("note")}>
      <ol>
        {answers.map(({ number, standing, lines, findings }) => (
          <li key={number} className="evidence border-b border-line py-2 last:border-0">
            <div className="flex flex-wrap items-baseline gap-x-3">
              <h3 className="min-w-0 flex-1 basis-56">
                <span className="font-normal text-ink-3">{number}</span> {textOr(questions, String(number), "")}
              </h3>
              <Status tone={tones[standing]}>{t(`standing.${standing}`)}</Status>
            </div>
            {lines.map((line) => (
              <p key={said(line)} className="[overflow-wrap:anywhere]">
                {said(line)}
              </p>
            ))}
            {findings.length === 0 ? null : <FindingList findings={findings} zone="UTC" />}
          </li>
        ))}
      </ol>
    </Section>
  );
}
