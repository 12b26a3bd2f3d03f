import { useTranslations } from "next-intl";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FencingView } from "#lib/domain/fencing/sheet.ts";
import type { Vote } from "#lib/domain/fencing/vote.ts";
import { EyesRow } from "./eyes-row.tsx";

const tones = { "may-write": "bad", lives: "warn", "cannot-write": "ok", "no-proof": "unknown" } as const;

type FencingSheetProps = {
  readonly fencing: FencingView;
  /** Before it is asked about, the sheet is for reading up; then it stands open. On paper it always does. */
  readonly isAsked: boolean;
};

/** What every independent witness says of the opposite side, each with its time. It lets nothing pass: rule 1 looks by itself. */
export function FencingSheet({ fencing, isAsked }: FencingSheetProps) {
  const t = useTranslations("fencing");
  const { votes, eyes } = fencing;
  const heads = [t("witness"), t("says"), t("answer"), t("at")];
  const subjects = [...new Set(votes.map((v) => v.subject))];
  return (
    <details className="panel fencing mb-3" open={isAsked}>
      <summary className="ph flex-wrap">
        <h2>{t("title")}</h2>
        <span className="text-xs text-ink-3">{t("note", { count: votes.length })}</span>
      </summary>
      <p className="px-4 py-2 text-ink-2">{t("rule")}</p>
      {subjects.map((subject) => (
        <section key={subject} aria-label={t("of", { subject })} className="border-t border-line">
          <h3 className="px-4 pt-2 font-mono text-xs font-semibold">{subject}</h3>
          <StackedTable heads={heads}>
            {votes
              .filter((v) => v.subject === subject)
              .map((v) => (
                <VoteRow key={v.witness} vote={v} heads={heads} />
              ))}
            {eyes
              .filter((e) => e.instance === subject)
              .map((e) => (
                <EyesRow key="eyes" eyes={e} heads={heads} />
              ))}
          </StackedTable>
        </section>
      ))}
    </details>
  );
}

function VoteRow({ vote, heads }: { readonly vote: Vote; readonly heads: readonly string[] }) {
  const t = useTranslations("fencing");
  return (
    <tr>
      <td>
        {t(`witnesses.${vote.witness}`)}
        <span className="block text-xs text-ink-3 [overflow-wrap:anywhere]">{vote.how}</span>
      </td>
      <td data-label={heads[1]}>
        <Status tone={tones[vote.says]}>{t(`words.${vote.says}`)}</Status>
      </td>
      <td data-label={heads[2]} className="[overflow-wrap:anywhere]">
        {vote.answer}
      </td>
      <td data-label={heads[3]}>
        <Time at={vote.at} />
      </td>
    </tr>
  );
}
