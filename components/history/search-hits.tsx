import Link from "next/link";
import { useTranslations } from "next-intl";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { TextHit } from "#lib/domain/history-port.ts";

type SearchHitsProps = { readonly hits: readonly TextHit[] };

export function SearchHits({ hits }: SearchHitsProps) {
  const t = useTranslations("history.search");
  const heads = [t("run"), t("record"), t("at"), t("text")];
  return (
    <StackedTable heads={heads}>
      {hits.map(({ key, runId, label, number, at, excerpt }) => (
        <tr key={key}>
          <td>
            <Link
              href={`/runs/${runId}/report?output=all&record=${number}`}
              className="inline-block min-h-6 font-medium"
            >
              {label}
            </Link>
          </td>
          <td data-label={heads[1]}>{number}</td>
          <td data-label={heads[2]} className="whitespace-nowrap">
            <Time at={at} look="zone" />
          </td>
          <td data-label={heads[3]}>
            <code className="text-xs [overflow-wrap:anywhere]">{marked(excerpt)}</code>
          </td>
        </tr>
      ))}
    </StackedTable>
  );
}

/** The words stand between U+0002 and U+0003. */
function marked(excerpt: string) {
  return excerpt.split("\u0002").flatMap((part, i) => {
    const [word = "", rest = ""] = i === 0 ? ["", part] : part.split("\u0003");
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line never move.
    return [word === "" ? null : <mark key={i}>{word}</mark>, rest];
  });
}
