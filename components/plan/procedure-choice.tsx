import { useTranslations } from "next-intl";
import type { Offers } from "#lib/domain/offers/offers.ts";
import { type Exercised, ProcedureExercised } from "./procedure-exercised.tsx";
import { RefusalNote } from "./refusal-note.tsx";

const choices = ["failover", "mirror-failover", "switchover", "re-protect", "drill"] as const;

type ProcedureChoiceProps = {
  readonly home: string;
  readonly other: string;
  /** Chosen from the start; any other word counts as "failover". */
  readonly wanted: string | null;
  /** Null: nothing was read yet, so nothing is closed; the plan looks for itself. */
  readonly offers: Offers | null;
  /** How much of each procedure was ever carried out. */
  readonly exercised: Readonly<Record<string, Exercised>>;
};

/** Every procedure keeps its place: one that is closed now says why, and opens by itself when that changes. */
export function ProcedureChoice({ home, other, wanted, offers, exercised }: ProcedureChoiceProps) {
  const t = useTranslations("failover");
  const first = choices.find((id) => id === wanted) ?? "failover";
  return (
    <fieldset className="px-4 py-3">
      <legend className="float-left w-full pb-1 text-base font-semibold">{t("procedure")}</legend>
      {choices.map((id) => {
        const refusal = offers?.[id] ?? null;
        return (
          <label key={id} className="clear-both flex gap-2.5 py-2">
            <input
              type="radio"
              name="procedure"
              value={id}
              defaultChecked={id === first}
              disabled={refusal !== null}
              required
              aria-labelledby={`procedure-${id}`}
              aria-describedby={`procedure-${id}-does`}
              className="rad mt-0.5"
            />
            <span>
              <span id={`procedure-${id}`} className={refusal === null ? "font-medium" : "text-ink-2"}>
                {t(`${id}.title`, { home, other })}
              </span>{" "}
              {refusal === null ? null : <span className="tag">{t("notNow")}</span>}
              <span id={`procedure-${id}-does`} className="block">
                <span className="block text-ink-2">
                  {refusal === null ? (
                    t(`${id}.does`, { home, other })
                  ) : (
                    <RefusalNote refusal={refusal} home={home} other={other} />
                  )}
                </span>
                <ProcedureExercised of={exercised[id]} />
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
