import Link from "next/link";
import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { VerdictStatus } from "./verdict-status.tsx";

type TopFactsProps = { readonly overview: OverviewView };

export function TopFacts({ overview }: TopFactsProps) {
  const t = useTranslations("shell.top");
  const statusText = useTranslations("run.status");
  const { poolState, activeRun } = overview;
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
      {activeRun === null ? (
        <div>
          <dt>{t("protection")}</dt>
          <dd>
            <VerdictStatus kind={overview.verdict.kind} />
          </dd>
        </div>
      ) : (
        <div>
          <dt>{t("run", { label: activeRun.label })}</dt>
          <dd>
            <Link href={`/runs/${activeRun.id}`}>{textOr(statusText, activeRun.status, activeRun.status)}</Link>
          </dd>
        </div>
      )}
    </dl>
  );
}
