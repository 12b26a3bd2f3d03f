import Link from "next/link";
import { useTranslations } from "next-intl";
import { LossText } from "#components/run/loss-text.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PlanView } from "#lib/domain/views/plan-view.ts";

type PlanLastChanceProps = { readonly lastChance: PlanView["lastChance"] };

/** What could still be done instead of losing data, and what it would save; silence with the time of the last asking. */
export function PlanLastChance({ lastChance }: PlanLastChanceProps) {
  const t = useTranslations("plan.lastChance");
  if (lastChance === null) return null;
  const { kind, instance, mirroring, saves, asked, isPlanned } = lastChance;
  return (
    <Banner
      tone={kind === "nothing-answers" ? "info" : "warn"}
      title={t(`${kind}.title`, { instance: instance ?? "" })}
    >
      <p>{t(isPlanned ? "planned" : `${kind}.means`)}</p>
      {kind === "home-mirror-alive" ? (
        <p>
          {t("mirrorSays")} <code>{mirroring ?? t("notKnown")}</code>.{" "}
          {t(mirroring === "SYNCHRONIZED" ? "inStep" : "notInStep")}{" "}
          <Link href="/failover?procedure=mirror-failover">{t("planMirror")}</Link>
        </p>
      ) : null}
      {saves === null ? null : (
        <p className="font-medium">
          {t("saves")} <LossText loss={saves} />
          {saves.since === null ? null : (
            <span className="font-normal text-ink-2">
              {" "}
              {t("since")} <Time at={saves.since} look="day" />
            </span>
          )}
        </p>
      )}
      <ul className="mt-1 text-xs text-ink-2">
        {asked.map((each) => (
          <li key={each.instance} className="[overflow-wrap:anywhere]">
            <code>{each.instance}</code> {t("asked")} <Time at={each.at} />: {each.answer}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
