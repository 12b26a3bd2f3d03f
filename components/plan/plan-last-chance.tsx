import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import type { PlanView } from "#lib/domain/views/run-view.ts";

type PlanLastChanceProps = { readonly lastChance: PlanView["lastChance"] };

/** What could still be done instead of losing data. */
export function PlanLastChance({ lastChance }: PlanLastChanceProps) {
  const t = useTranslations("plan.lastChance");
  if (lastChance === null) return null;
  return (
    <Banner tone={lastChance.kind === "nothing-answers" ? "info" : "warn"} title={t(`${lastChance.kind}.title`)}>
      <p>{t(`${lastChance.kind}.means`)}</p>
      <p className="text-xs text-ink-2">{lastChance.detail}</p>
    </Banner>
  );
}
