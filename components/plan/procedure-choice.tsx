import { useTranslations } from "next-intl";

type ProcedureChoiceProps = { readonly home: string; readonly other: string };

export function ProcedureChoice({ home, other }: ProcedureChoiceProps) {
  const t = useTranslations("failover");
  return (
    <fieldset className="px-4 py-3">
      <legend className="float-left w-full pb-1 text-base font-semibold">{t("procedure")}</legend>
      {(["failover", "mirror-failover"] as const).map((id) => (
        <label key={id} className="clear-both flex gap-2.5 py-2">
          <input type="radio" name="procedure" value={id} defaultChecked={id === "failover"} className="rad mt-0.5" />
          <span>
            <span className="font-medium">{t(`${id}.title`, { home, other })}</span>
            <span className="block text-ink-2">{t(`${id}.does`, { home, other })}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
