import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { CommentForm } from "#components/ui/comment-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Purgeable } from "#lib/domain/audit/purge.ts";

type OldRecordsProps = {
  readonly old: Purgeable;
  readonly mayPurge: boolean;
  readonly action: FormAction<{ readonly records: number }>;
};

/** The dry run: what a purge would take, and the form that has exactly that go. */
export function OldRecords({ old, mayPurge, action }: OldRecordsProps) {
  const t = useTranslations("history.retention");
  const { before, runs, runRecords, from, to, consoleRecords } = old;
  if (runs + consoleRecords === 0) return <EmptyState title={t("nothingOld")} />;
  const texts = { label: t("reason"), hint: t("reasonHint"), do: t("do"), working: t("working") };
  return (
    <div className="px-4 py-3">
      <h2 className="text-base font-medium">
        {t("wouldGo")} <Time at={before} look="day" />
      </h2>
      <ul className="list-disc py-2 pl-5">
        {runs === 0 ? null : <li>{t("runs", { runs, records: runRecords, from: from ?? "", to: to ?? "" })}</li>}
        {consoleRecords === 0 ? null : <li>{t("acts", { records: consoleRecords })}</li>}
      </ul>
      <p className="max-w-prose text-ink-2">{t("means")}</p>
      {mayPurge ? (
        <CommentForm
          action={action}
          hidden={{ runs: String(runs), consoleRecords: String(consoleRecords) }}
          name="reason"
          texts={texts}
          look="btn btn-d"
        />
      ) : (
        <p className="mt-2 text-ink-2">{t("managers")}</p>
      )}
    </div>
  );
}
