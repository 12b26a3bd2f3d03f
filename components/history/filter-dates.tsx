import { useTranslations } from "next-intl";

type FilterDatesProps = { readonly from: string | undefined; readonly to: string | undefined };

/** First and last day of what a list shows. */
export function FilterDates({ from, to }: FilterDatesProps) {
  const t = useTranslations("history.filter");
  return (
    <>
      <label className="fld">
        <span>{t("from")}</span>
        <input className="inp" type="date" name="from" defaultValue={from ?? ""} />
      </label>
      <label className="fld">
        <span>{t("to")}</span>
        <input className="inp" type="date" name="to" defaultValue={to ?? ""} />
      </label>
    </>
  );
}
