import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { PeopleAct } from "#lib/domain/people/people-acts.ts";

type ActsTableProps = { readonly acts: readonly PeopleAct[] };

/** Only what differs, "role: operator → manager"; values as they were written. */
function change({ before, after }: PeopleAct): string {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => before?.[name] !== after?.[name])
    .map((name) => `${name}: ${[before?.[name], after?.[name]].filter((value) => value !== undefined).join(" → ")}`)
    .join(" · ");
}

export function ActsTable({ acts }: ActsTableProps) {
  const t = useTranslations("people.acts");
  if (acts.length === 0) return <p className="px-4 py-3 text-ink-2">{t("none")}</p>;
  return (
    <div className="tw">
      <table className="tbl stk">
        <thead>
          <tr>
            <th scope="col">{t("at")}</th>
            <th scope="col">{t("act")}</th>
            <th scope="col">{t("whom")}</th>
            <th scope="col">{t("change")}</th>
            <th scope="col">{t("by")}</th>
          </tr>
        </thead>
        <tbody>
          {acts.map((act) => (
            <tr key={`${act.at} ${act.kind} ${act.whom}`}>
              <td>
                <Time at={act.at} look="day" />
              </td>
              <td data-label={t("act")}>{t(`kinds.${act.kind}`)}</td>
              <td data-label={t("whom")}>{act.whom ?? t("nobody")}</td>
              <td data-label={t("change")} className="[overflow-wrap:anywhere]">
                <code>{change(act)}</code>
              </td>
              <td data-label={t("by")}>{act.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
