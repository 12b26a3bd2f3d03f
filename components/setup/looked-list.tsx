import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import type { Looked } from "#lib/domain/topology/discovery/discover.ts";

type LookedListProps = { readonly looked: readonly Looked[] };

/** Who was asked in the last look, and how that went: how far it came, what came back, and what to do. */
export function LookedList({ looked }: LookedListProps) {
  const t = useTranslations("setup.connect");
  const test = useTranslations("setup.test");
  return (
    <div>
      {/* One text: of rows that come all at once a screen reader takes the parts in no order. */}
      <p className="sr-only" role="status">
        {looked.map(({ at, stage, said }) => `${at}: ${stage === null ? t("answered") : said}`).join("; ")}
      </p>
      <ul className="grid gap-2" aria-label={t("asked")}>
        {looked.map(({ at, stage, said, fix }) => (
          <li key={at} className="[overflow-wrap:anywhere]">
            <p className="flex flex-wrap items-center gap-x-2">
              <code>{at}</code>
              <Status tone={stage === null ? "ok" : "bad"}>
                {stage === null ? t("answered") : `${test(`stages.${stage}`)}: ${test("verdicts.fail")}`}
              </Status>
            </p>
            {stage === null ? null : (
              <>
                <p>{said}</p>
                <p className="max-w-prose text-ink-2">{test(`remedies.${stage}`)}</p>
                {fix.length === 0 ? null : <pre className="code mt-1">{fix.join("\n")}</pre>}
              </>
            )}
          </li>
        ))}
        {looked.length === 0 ? <li>{t("nobody")}</li> : null}
      </ul>
    </div>
  );
}
