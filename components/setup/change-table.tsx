import { useTranslations } from "next-intl";
import type { Change } from "#lib/domain/topology/difference.ts";

type ChangeTableProps = { readonly changes: readonly Change[]; readonly label: string };

/** What differs, value by value. */
export function ChangeTable({ changes, label }: ChangeTableProps) {
  const t = useTranslations("setup.changes");
  return (
    <div className="tw">
      <table className="tbl tbl-d stk" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t("value")}</th>
            <th scope="col">{t("before")}</th>
            <th scope="col">{t("after")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <tr key={path}>
              <td className="font-mono text-xs [overflow-wrap:anywhere]">{path}</td>
              <td data-label={t("before")} className="font-mono text-xs [overflow-wrap:anywhere]">
                {before ?? t("nothing")}
              </td>
              <td data-label={t("after")} className="font-mono text-xs [overflow-wrap:anywhere]">
                {after ?? t("nothing")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
