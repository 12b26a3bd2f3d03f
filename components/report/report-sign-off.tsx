import { useTranslations } from "next-intl";
import { ExportLinks } from "#components/history/export-links.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { CommentForm } from "#components/ui/comment-form.tsx";
import { Section } from "./section.tsx";
import { Utc } from "./utc.tsx";

type ReportSignOffProps = {
  readonly runId: string;
  readonly isFinished: boolean;
  readonly signOffs: readonly {
    readonly at: string;
    readonly person: string;
    readonly comment: string;
    readonly records: number;
  }[];
  /** The journal's last record. */
  readonly head: { readonly number: number; readonly hash: string } | null;
  readonly maySign: boolean;
  readonly action: FormAction<null>;
};

export function ReportSignOff({ runId, isFinished, signOffs, head, maySign, action }: ReportSignOffProps) {
  const t = useTranslations("report.signOff");
  const report = useTranslations("report");
  const texts = { label: t("comment"), hint: t("commentHint"), do: t("do"), working: t("working") };
  return (
    <Section title={t("title")}>
      {signOffs.length === 0 ? <p className="text-ink-2">{t(isFinished ? "none" : "notYet")}</p> : null}
      <ul>
        {signOffs.map(({ at, person, comment, records }) => (
          <li key={`${at} ${person}`} className="evidence border-b border-line py-2 last:border-0">
            <p className="font-medium">{t.rich("said", { person, records, at: () => <Utc at={at} look="day" /> })}</p>
            <p className="[overflow-wrap:anywhere]">{comment}</p>
          </li>
        ))}
      </ul>
      <ExportLinks address={`/api/runs/${runId}/journal`} />
      {maySign && isFinished ? <CommentForm action={action} hidden={{ runId }} name="comment" texts={texts} /> : null}
      {head === null ? null : (
        <p className="mt-4 text-xs text-ink-2 [overflow-wrap:anywhere]">{report("lastHash", head)}</p>
      )}
    </Section>
  );
}
