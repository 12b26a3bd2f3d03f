import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import { secondsBetween } from "#components/ui/seconds-between.ts";
import { textOr } from "#components/ui/text-or.ts";
import { useDuration } from "#components/ui/use-duration.ts";
import type { ReportDecision } from "#lib/domain/report/report-view.ts";
import { Section } from "./section.tsx";
import { useSaid } from "./use-said.ts";
import { Utc } from "./utc.tsx";

type ReportDecisionsProps = { readonly decisions: readonly ReportDecision[] };

export function ReportDecisions({ decisions }: ReportDecisionsProps) {
  const t = useTranslations("report.decisions");
  return (
    <Section title={t("title")}>
      {decisions.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
      <ul>
        {decisions.map((decision) => (
          <OneDecision key={decision.number} taken={decision} />
        ))}
      </ul>
    </Section>
  );
}

function OneDecision({ taken }: { readonly taken: ReportDecision }) {
  const t = useTranslations("report.decisions");
  const kinds = useTranslations("decisions");
  const choices = useTranslations("choices");
  const said = useSaid();
  const duration = useDuration();
  const { decision, askedAt, at, choice, alternatives, person, reason, attestations, confirmedBy } = taken;
  const word = (id: string) => textOr(choices, `${id}.title`, id);
  return (
    <li className="border-b border-line py-2 last:border-0 [overflow-wrap:anywhere]">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{textOr(kinds, `${decision.kind}.title`, decision.kind)}</span>
        {taken.isRoutine ? <span className="tag">{t("routine")}</span> : null}
        <span className="text-xs text-ink-3">{t("record", { number: taken.number })}</span>
      </p>
      <p>
        {t.rich("asked", {
          asked: () => <Utc at={askedAt} />,
          at: () => <Utc at={at} />,
          time: duration(secondsBetween(askedAt, at) ?? 0),
          person,
        })}
      </p>
      <p className="font-medium">{t("chosen", { choice: word(choice) })}</p>
      <p className="text-ink-2">
        {alternatives.length === 0
          ? t("noAlternatives")
          : t("alternatives", { choices: alternatives.map(word).join(" · ") })}
      </p>
      {confirmedBy === null ? null : <p>{t("confirmedBy", { person: confirmedBy })}</p>}
      {reason === "" ? null : <p lang="">{reason}</p>}
      {attestations.map((a) => (
        <p key={a.instance} className="text-xs">
          {said({
            key: "attested",
            values: { instance: a.instance, what: a.switchedOff, who: a.confirmedBy, at: { at: a.confirmedAt } },
          })}
        </p>
      ))}
      <Facts facts={decision.facts} />
    </li>
  );
}
