import Link from "next/link";
import { useTranslations } from "next-intl";
import { Form } from "#components/ui/form.tsx";
import type { ActsFilter } from "#lib/domain/acts-filter.ts";
import { FilterDates } from "./filter-dates.tsx";
import { FilterSelect } from "./filter-select.tsx";

type ActsFiltersProps = { readonly filter: ActsFilter };

/** A plain form, as over the runs: the address says what is shown, and can be passed on. */
export function ActsFilters({ filter }: ActsFiltersProps) {
  const t = useTranslations("history.acts");
  const words = useTranslations("history.filter");
  const kinds = Object.entries(t.raw("kinds") as Readonly<Record<string, string>>);
  const named = kinds.map(([id, text]) => ({ id, text })).sort((a, b) => a.text.localeCompare(b.text));
  return (
    <Form
      method="get"
      action="/history/acts"
      className="not-printed flex flex-wrap items-end gap-3 px-4 py-3"
      aria-label={t("filter")}
    >
      <input type="hidden" name="of" value={filter.of} />
      <FilterSelect
        name="kind"
        label={t("what")}
        value={filter.kind}
        options={[{ id: "", text: words("any") }, ...named]}
      />
      <label className="fld min-w-40 flex-1">
        <span>{t("who")}</span>
        <input className="inp" type="search" name="person" defaultValue={filter.person ?? ""} maxLength={200} />
      </label>
      <FilterDates from={filter.from} to={filter.to} />
      <button type="submit" className="btn">
        {words("do")}
      </button>
      <Link href={`/history/acts?of=${filter.of}`} className="btn">
        {words("clear")}
      </Link>
    </Form>
  );
}
