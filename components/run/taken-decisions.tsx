import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { PriceText } from "./price-text.tsx";

type TakenDecisionsProps = { readonly taken: RunView["takenDecisions"] };

export function TakenDecisions({ taken }: TakenDecisionsProps) {
  const t = useTranslations("run.taken");
  const decisions = useTranslations("decisions");
  const choices = useTranslations("choices");
  if (taken.length === 0) return null;
  return (
    <Panel title={t("title")}>
      <ul className="[overflow-wrap:anywhere]">
        {taken.map((each) => (
          <li key={each.decision.id} className="border-b border-line px-4 py-2 last:border-0">
            <p className="font-medium">{textOr(decisions, `${each.decision.kind}.title`, each.decision.kind)}</p>
            <p className="text-ink-2">
              {textOr(choices, `${each.choice}.title`, each.choice)} · {each.person} · <Time at={each.at} />
            </p>
            {each.reason === "" ? null : (
              <p lang="" className="text-xs text-ink-2">
                {each.reason}
              </p>
            )}
            {each.choice === "skip" && each.decision.facts.price ? (
              <p className="text-xs">
                <PriceText price={each.decision.facts.price} />
              </p>
            ) : null}
            {each.override ? (
              <p className="text-xs text-bad">
                {t("override", { proposer: each.override.proposedBy, confirmer: each.override.answeredBy ?? "" })}{" "}
                <Time at={each.override.answeredAt ?? each.at} look="zone" /> {each.override.answer}
              </p>
            ) : null}
            {each.attestations.map((word) => (
              <p key={word.instance} className="text-xs text-ink-2">
                {t("attested", { instance: word.instance, what: word.switchedOff, who: word.confirmedBy })}{" "}
                <Time at={word.confirmedAt} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
