import { useTranslations } from "next-intl";

const costs = {
  way: ["usersOut", "moved", "undo"],
  order: ["between", "risk"],
} as const;

type FailbackChoiceProps = {
  readonly legend: string;
  readonly note?: string;
  readonly recommended: string | null;
} & (
  | { readonly name: "way"; readonly ids: readonly ("log-swap" | "full-restore")[] }
  | { readonly name: "order"; readonly ids: readonly ("state-first" | "documented")[] }
);

/** Choices of one question, each with what follows from it; the first is chosen at the start. */
export function FailbackChoice({ name, legend, note, ids, recommended }: FailbackChoiceProps) {
  const t = useTranslations("failover");
  return (
    <fieldset className="border-t border-line px-4 py-3">
      <legend className="float-left w-full pt-3 pb-1 text-base font-semibold">{legend}</legend>
      {note === undefined ? null : <p className="clear-both text-ink-2">{note}</p>}
      {ids.map((id) => (
        <label key={id} className="clear-both flex gap-2.5 py-2">
          <input type="radio" name={name} value={id} defaultChecked={id === ids[0]} className="rad mt-0.5" />
          <span className="min-w-0">
            <span className="font-medium">{t(`${id}.title`)}</span>{" "}
            {id === recommended ? <span className="tag">{t("recommended")}</span> : null}
            <span className="block text-ink-2">{t(`${id}.does`)}</span>
            {costs[name].map((cost) => (
              <span key={cost} className="block text-xs text-ink-2">
                <span className="text-ink-3">{t(`cost.${cost}`)}:</span> {t(`${id}.${cost}` as "log-swap.undo")}
              </span>
            ))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
