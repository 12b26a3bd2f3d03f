import Link from "next/link";
import { useTranslations } from "next-intl";
import { Form } from "#components/ui/form.tsx";
import type { HistoryFilter } from "#lib/domain/history-filter.ts";
import { procedures } from "#lib/domain/procedures/all.ts";
import { FilterDates } from "./filter-dates.tsx";
import { FilterSelect } from "./filter-select.tsx";

const outcomes = ["succeeded", "not-proven", "aborted", "failed", "open"] as const;

type HistoryFiltersProps = {
  readonly filter: HistoryFilter;
  readonly people: readonly string[];
  /** Those in which the reader has a role. */
  readonly pools: readonly string[];
};

/** A plain form: the address says what is shown, and can be passed on. */
export function HistoryFilters({ filter, people, pools }: HistoryFiltersProps) {
  const t = useTranslations("history.filter");
  const names = useTranslations("procedures");
  const any = { id: "", text: t("any") };
  const kinds = (Object.keys(procedures) as (keyof typeof procedures)[]).map((id) => ({ id, text: names(id) }));
  return (
    <Form
      method="get"
      action="/history"
      className="not-printed flex flex-wrap items-end gap-3 px-4 py-3"
      aria-label={t("label")}
    >
      <label className="fld min-w-40 flex-1">
        <span>{t("text")}</span>
        <input className="inp" type="search" name="text" defaultValue={filter.text ?? ""} maxLength={200} />
      </label>
      {pools.length < 2 ? null : (
        <FilterSelect
          name="pool"
          label={t("pool")}
          value={filter.pool}
          options={pools.map((fqdn) => ({ id: fqdn, text: fqdn }))}
        />
      )}
      <FilterSelect name="kind" label={t("kind")} value={filter.kind} options={[any, ...kinds]} />
      <FilterSelect
        name="outcome"
        label={t("outcome")}
        value={filter.outcome}
        options={[any, ...outcomes.map((id) => ({ id, text: t(`outcomes.${id}`) }))]}
      />
      <FilterSelect
        name="person"
        label={t("person")}
        value={filter.person}
        options={[any, ...people.map((name) => ({ id: name, text: name }))]}
      />
      <FilterDates from={filter.from} to={filter.to} />
      <FilterSelect
        name="target"
        label={t("target")}
        value={filter.target}
        options={[any, { id: "missed", text: t("targetMissed") }]}
      />
      <FilterSelect
        name="order"
        label={t("order")}
        value={filter.order}
        options={(["newest", "oldest", "longest"] as const).map((id) => ({ id, text: t(`orders.${id}`) }))}
      />
      <button type="submit" className="btn">
        {t("do")}
      </button>
      <Link href="/history" className="btn">
        {t("clear")}
      </Link>
    </Form>
  );
}
