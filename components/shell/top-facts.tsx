import Link from "next/link";
import { useTranslations } from "next-intl";
import { RunStatus } from "#components/run/run-status.tsx";
import { siteWord } from "#components/topology/site-word.ts";
import { Status } from "#components/ui/status.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { VerdictStatus } from "./verdict-status.tsx";

type TopFactsProps = { readonly overview: OverviewView };

export function TopFacts({ overview }: TopFactsProps) {
  const t = useTranslations("shell.top");
  const { poolState, activeRun } = overview;
  const names = { home: overview.homeName, other: overview.otherName };
  const serving = (["home", "other"] as const).filter((site) => siteWord(overview, site) === "serving");
  return (
    <dl>
      <div>
        <dt>{t("poolState")}</dt>
        <dd>
          {poolState.value === null || poolState.error !== null ? (
            <Status tone="unknown">
              {poolState.value === null ? t("unknown") : t("was", { value: poolState.value })}
            </Status>
          ) : (
            poolState.value
          )}
        </dd>
      </div>
      <div>
        <dt>{t("serving")}</dt>
        <dd>
          {serving.length === 0 ? (
            <Status tone="unknown">{t("servingUnknown")}</Status>
          ) : (
            serving.map((site) => names[site]).join(", ")
          )}
        </dd>
      </div>
      {activeRun === null ? (
        <div>
          <dt>{t("protection")}</dt>
          <dd>
            <VerdictStatus kind={overview.verdict.kind} />
          </dd>
        </div>
      ) : (
        <div>
          <dt>
            <Link href={`/runs/${activeRun.id}`}>{t("run", { label: activeRun.label })}</Link>
          </dt>
          <dd>
            <RunStatus status={activeRun.status} />
          </dd>
        </div>
      )}
    </dl>
  );
}
