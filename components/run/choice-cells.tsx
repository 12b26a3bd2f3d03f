import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { Choice } from "#lib/domain/run/journal.ts";

const lossTones = { nothing: "ok", unchanged: "ok", more: "bad", unknown: "unknown" } as const;
const undoLooks = {
  yes: { tone: "ok", icon: "undo" },
  "until-online": { tone: "warn", icon: "undo" },
  no: { tone: "bad", icon: "lock" },
} as const;

type ChoiceCellsProps = { readonly choice: Choice };

/** What a choice costs, always in the same order: data, time, undo, what it needs. */
export function ChoiceCells({ choice }: ChoiceCellsProps) {
  const t = useTranslations("choiceCost");
  const head = useTranslations("decisionForm");
  const undo = undoLooks[choice.undo];
  const needs = choice.needs.map((need) => textOr(t, `needs.${need}`, need));
  return (
    <>
      <td data-label={head("dataLost")}>
        <Status tone={lossTones[choice.dataLoss]}>{t(`loss.${choice.dataLoss}`)}</Status>
      </td>
      <td data-label={head("time")}>{t(`time.${choice.time}`)}</td>
      <td data-label={head("undo")}>
        <Status tone={undo.tone} icon={undo.icon}>
          {t(`undo.${choice.undo}`)}
        </Status>
      </td>
      <td data-label={head("needs")}>{needs.length === 0 ? t("needs.none") : needs.join(", ")}</td>
    </>
  );
}
