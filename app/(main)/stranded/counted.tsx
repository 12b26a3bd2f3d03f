import { getTranslations } from "next-intl/server";
import { StrandedCounts } from "#components/stranded/stranded-counts.tsx";
import { ActionError } from "#components/ui/action-error.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { isAppError } from "#lib/domain/errors.ts";
import { countStranded } from "#lib/services/count-stranded.ts";
import { say } from "#lib/web/said.ts";

type CountedProps = { readonly ctx: Parameters<typeof countStranded>[0] };

/** Counts now; what stands in the way is shown in the place of the numbers. */
export async function Counted({ ctx }: CountedProps) {
  const [t, result] = await Promise.all([
    getTranslations("stranded.counts"),
    countStranded(ctx).catch((e: unknown) => {
      if (!isAppError(e) || e.code === "internal") throw e;
      return e;
    }),
  ]);
  const words = isAppError(result) ? await say(result.message) : "";
  if (!isAppError(result)) return <StrandedCounts counted={result} />;
  if (result.data.isNothingStranded === true)
    return (
      <Panel title={t("title")}>
        <div data-nothing>
          <EmptyState title={t("nothing")}>
            <p className="max-w-prose">{t("nothingMeans")}</p>
            <p className="max-w-prose text-xs [overflow-wrap:anywhere]">{words}</p>
          </EmptyState>
        </div>
      </Panel>
    );
  return (
    <Panel title={t("title")}>
      <div className="px-4 py-3">
        <p>{t("notCounted")}</p>
        <ActionError code={result.code} message={words} />
        <p className="mt-2">
          {/* Not a Link: the same page, counted anew. */}
          <a href="/stranded" className="btn">
            {t("again")}
          </a>
        </p>
      </div>
    </Panel>
  );
}
