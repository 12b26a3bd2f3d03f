import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { Choice } from "#lib/domain/run/journal.ts";

const lossTones = { nothing: "ok", unchanged: "ok", more: "bad", unknown: "unknown" } as const;
const undoLooks = {
  yes: { tone: "ok", icon: "undo" },
  "until-online": { tone: "warn", icon: "undo" },
  "past-online": { tone: "bad", icon: "lock" },
  no: { tone: "bad", icon: "lock" },
} as const;

/** `isOnline`: the run's copy of mgc is online already, so nothing can be undone "until" then. */
type ChoiceCellsProps = { readonly choice: Choice; readonly isOnline: boolean };

/** What a choice costs, always in the same order: data, time, undo, what it needs. */
export function ChoiceCells({ choice, isOnline }: ChoiceCellsProps) {
  const t = useTranslations("choiceCost");
  const head = useTranslations("decisionForm");
  const word = choice.undo === "until-online" && isOnline ? "past-online" : choice.undo;
  const undo = undoLooks[word];
  const needs = choice.needs.map((need) => textOr(t, `needs.${need}`, need));
  return (
    <>
      <td data-label={head("dataLost")}>
        <Status tone={lossTones[choice.dataLoss]}>{t(`loss.${choice.dataLoss}`)}</Status>
      </td>
      <td data-label={head("time")}>{t(`time.${choice.time}`)}</td>
      <td data-label={head("undo")}>
        <Status tone={undo.tone} icon={undo.icon}>
          {t(`undo.${word}`)}
        </Status>
      </td>
      <td data-label={head("needs")}>{needs.length === 0 ? t("needs.none") : needs.join(", ")}</td>
    </>
  );
}
