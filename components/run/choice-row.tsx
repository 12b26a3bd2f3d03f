import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import type { Choice, DecisionKind } from "#lib/domain/run/journal.ts";
import { ChoiceCells } from "./choice-cells.tsx";
import { PriceText } from "./price-text.tsx";

type ChoiceRowProps = {
  readonly choice: Choice;
  readonly kind: DecisionKind;
  /** What skipping gives up, for that choice; null where it has no price. */
  readonly price: string | null;
  readonly isOnline: boolean;
  readonly suggested: boolean;
  readonly chosen: boolean;
  readonly onChoose: (id: string) => void;
};

export function ChoiceRow({ choice, kind, price, isOnline, suggested, chosen, onChoose }: ChoiceRowProps) {
  const t = useTranslations("choices");
  const special = useTranslations("decisions");
  const title = textOr(special, `${kind}.${choice.id}`, textOr(t, `${choice.id}.title`, choice.id));
  const does = textOr(special, `${kind}.does.${choice.id}`, textOr(t, `${choice.id}.does`, ""));
  return (
    <tr className={chosen ? "bg-accent-soft" : undefined}>
      <td>
        <label className="flex gap-2.5">
          <input
            type="radio"
            name="choice"
            value={choice.id}
            checked={chosen}
            onChange={() => onChoose(choice.id)}
            className="rad mt-0.5"
          />
          <span>
            <span className="choice-title font-medium">{title}</span>{" "}
            {suggested ? <span className="tag">{t("suggested")}</span> : null}
            {does === "" ? null : <span className="block text-ink-2">{does}</span>}
            {price === null ? null : <PriceText price={price} />}
          </span>
        </label>
      </td>
      <ChoiceCells choice={choice} isOnline={isOnline} />
    </tr>
  );
}
