import { useTranslations } from "next-intl";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PastPurge } from "#lib/domain/views/retention-view.ts";

type PastPurgesProps = { readonly past: readonly PastPurge[] };

/** What was purged, as the purges' own records have it. */
export function PastPurges({ past }: PastPurgesProps) {
  const t = useTranslations("history.retention");
  const heads = [t("at"), t("by"), t("olderThan"), t("records"), t("reason")];
  return (
    <StackedTable heads={heads}>
      {past.map(({ at, person, before, records, streams, reason }) => (
        <tr key={`${at} ${before} ${streams}`}>
          <td>
            <Time at={at} look="day" />
          </td>
          <td data-label={heads[1]}>{person}</td>
          <td data-label={heads[2]}>
            <Time at={before} look="day" />
          </td>
          <td data-label={heads[3]}>{t("of", { records, streams })}</td>
          <td data-label={heads[4]} className="[overflow-wrap:anywhere]">
            {reason}
          </td>
        </tr>
      ))}
    </StackedTable>
  );
}
