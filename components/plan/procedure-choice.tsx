import { useTranslations } from "next-intl";

const choices = ["failover", "mirror-failover", "re-protect"] as const;

type ProcedureChoiceProps = {
  readonly home: string;
  readonly other: string;
  /** Chosen from the start; any other word counts as "failover". */
  readonly wanted: string | null;
};

export function ProcedureChoice({ home, other, wanted }: ProcedureChoiceProps) {
  const t = useTranslations("failover");
  const first = choices.find((id) => id === wanted) ?? "failover";
  return (
    <fieldset className="px-4 py-3">
      <legend className="float-left w-full pb-1 text-base font-semibold">{t("procedure")}</legend>
      {choices.map((id) => (
        <label key={id} className="clear-both flex gap-2.5 py-2">
          <input type="radio" name="procedure" value={id} defaultChecked={id === first} className="rad mt-0.5" />
          <span>
            <span className="font-medium">{t(`${id}.title`, { home, other })}</span>
            <span className="block text-ink-2">{t(`${id}.does`, { home, other })}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
