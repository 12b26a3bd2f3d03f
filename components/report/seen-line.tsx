import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import type { Seen } from "#lib/domain/report/report-view.ts";
import { Utc } from "./utc.tsx";

type SeenLineProps = { readonly label: string; readonly seen: Seen };

export function SeenLine({ label, seen }: SeenLineProps) {
  const t = useTranslations("report.steps");
  const words = useTranslations("run.act.observed");
  return (
    <div className="flex flex-wrap gap-x-3 text-xs text-ink-2">
      <span className="font-medium">{label}</span>
      <span>{words(seen.observed.state)}</span>
      <Utc at={seen.at} />
      <span className="text-ink-3">{t("record", { number: seen.number })}</span>
      <Facts facts={seen.observed.facts} />
    </div>
  );
}
