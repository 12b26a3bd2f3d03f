import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import type { EntryRow } from "#lib/domain/store-port.ts";

type ActsTableProps = { readonly acts: readonly (EntryRow & { readonly number: number })[] };

/** Acts outside of runs as the audit has them; what was said with each stands as it was recorded. */
export function ActsTable({ acts }: ActsTableProps) {
  const t = useTranslations("history.acts");
  const heads = [t("record"), t("at"), t("what"), t("who"), t("data")];
  return (
    <StackedTable heads={heads}>
      {acts.map(({ number, at, kind, person, data }) => (
        <tr key={number}>
          <td>{number}</td>
          <td data-label={heads[1]}>
            <Time at={at} look="zone" />
          </td>
          <td data-label={heads[2]} className="font-medium">
            {textOr(t, `kinds.${kind}`, kind)}
          </td>
          <td data-label={heads[3]}>{person}</td>
          {/* As recorded, in whatever language it was said. */}
          <td data-label={heads[4]} lang="" className="[overflow-wrap:anywhere]">
            <Facts facts={factsOf(data)} />
          </td>
        </tr>
      ))}
    </StackedTable>
  );
}

const factsOf = (data: EntryRow["data"]) =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
