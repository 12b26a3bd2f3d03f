import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { ChartPanel } from "#components/charts/chart-panel.tsx";
import { FigureChoice } from "#components/charts/figure-choice.tsx";
import { RangeLinks } from "#components/charts/range-links.tsx";
import { AskAgain } from "#components/ui/ask-again.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import { isAppError } from "#lib/domain/errors.ts";
import { type Range, rangeNames } from "#lib/domain/figures/charts.ts";
import { type FigureName, figureNames } from "#lib/domain/figures/figures-of.ts";
import type { ChartsView } from "#lib/domain/views/charts-view.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getCharts } from "#lib/services/get-charts.ts";
import { serviceContext } from "#lib/web/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charts"))("title") };
}

type Asked = { readonly range: Range; readonly figure: FigureName };

/** The charts, or null while the audit database does not answer. */
async function chartsOrNull(ctx: ServiceContext, asked: Asked): Promise<ChartsView | null> {
  try {
    return await getCharts(ctx, asked);
  } catch (e) {
    if (isAppError(e) && e.code === "store-failed") return null;
    throw e;
  }
}

type ChartsPageProps = { readonly searchParams: Promise<Readonly<Record<string, string | readonly string[]>>> };

async function ChartsPage({ searchParams }: ChartsPageProps) {
  const [ctx, query] = await Promise.all([serviceContext(), searchParams]);
  const range = rangeNames.find((each) => each === query.range) ?? "24h";
  const figure = figureNames.find((each) => each === query.figure) ?? "response";
  const [t, view] = await Promise.all([getTranslations("charts"), chartsOrNull(ctx, { range, figure })]);
  return (
    <>
      <AskAgain everyMs={60_000} unseen={false} />
      <PageHead title={t("title")} note={t("note")}>
        {view === null ? null : (
          <span className="text-ink-3">
            {t("asOf")} <Time at={view.to} look="day" />
          </span>
        )}
        <Link href="/health" className="btn btn-sm">
          {t("toHealth")}
        </Link>
      </PageHead>
      <RangeLinks range={range} figure={figure} />
      {view === null ? (
        <section className="panel" aria-label={t("title")}>
          <EmptyState title={t("unreadable")}>
            <p className="max-w-prose">{t("unreadableMeans")}</p>
          </EmptyState>
        </section>
      ) : (
        <div className="grid grid-cols-1 gap-3">
          <Panel title={t("lags")} note={t("step", { range: view.range, runs: view.runs.length })}>
            <ChartPanel
              title={t("lost")}
              note={t("lostMeans")}
              chart={view.lost}
              view={view}
              thresholdName={t("target")}
            />
            <ChartPanel
              title={t("notRestored", { other: view.otherName })}
              note={t("notRestoredMeans")}
              chart={view.notRestored}
              view={view}
              thresholdName={t("limit")}
            />
          </Panel>
          <Panel title={t("any")} aside={<FigureChoice range={range} figure={figure} />}>
            <ChartPanel
              title={t(`figures.${figure}`)}
              note={t("anyMeans")}
              chart={view.chosen.chart}
              view={view}
              thresholdName={t("limit")}
            />
          </Panel>
        </div>
      )}
    </>
  );
}

export default withTexts("app/(main)/health/charts/page.tsx", ChartsPage);
