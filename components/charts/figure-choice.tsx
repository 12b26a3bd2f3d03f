import { useTranslations } from "next-intl";
import { Form } from "#components/ui/form.tsx";
import type { Range } from "#lib/domain/figures/charts.ts";
import { type FigureName, figureNames } from "#lib/domain/figures/figures-of.ts";

type FigureChoiceProps = { readonly range: Range; readonly figure: FigureName };

/** Any figure that is kept. A form that asks for the page again: it works without a script. */
export function FigureChoice({ range, figure }: FigureChoiceProps) {
  const t = useTranslations("charts");
  return (
    <Form action="/health/charts" className="only-screen flex flex-wrap items-end gap-2">
      <input type="hidden" name="range" value={range} />
      <div className="fld">
        <label htmlFor="chart-figure">{t("figure")}</label>
        <select id="chart-figure" name="figure" defaultValue={figure} className="inp">
          {figureNames.map((name) => (
            <option key={name} value={name}>
              {t(`figures.${name}`)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="btn">
        {t("show")}
      </button>
    </Form>
  );
}
