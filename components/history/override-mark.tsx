import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import type { HistoryRow } from "#lib/domain/views/run-view.ts";

type OverrideMarkProps = { readonly overrides: HistoryRow["overrides"] };

/** A run that passed rule 1 on two persons' word says so wherever it is listed. */
export function OverrideMark({ overrides }: OverrideMarkProps) {
  const t = useTranslations("history");
  return overrides.map(({ proposedBy, confirmedBy, at }) => (
    <span key={at} className="block text-xs">
      <Status tone="bad">{t("override", { proposer: proposedBy, confirmer: confirmedBy })}</Status>
    </span>
  ));
}
