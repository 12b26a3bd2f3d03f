import Link from "next/link";
import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { RunApprovalLine } from "./run-approval-line.tsx";
import { RunSentence } from "./run-sentence.tsx";
import { RunStatus } from "./run-status.tsx";
import { runTitleId } from "./run-title-id.ts";

export type SiteNames = { readonly home: string; readonly other: string };
type RunHeadProps = { readonly run: RunView; readonly sites: SiteNames };

export function RunHead({ run, sites }: RunHeadProps) {
  const t = useTranslations("run.head");
  const report = useTranslations("report");
  const paper = useTranslations("paper");
  return (
    <div className="mb-3 flex flex-wrap items-start gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-80">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 id={runTitleId} tabIndex={-1}>
            {t(run.procedure, { home: sites.home, other: sites.other })}
          </h1>
          <RunStatus status={run.status} badge />
        </div>
        <RunSentence run={run} />
        <p>
          <Link href={`/runs/${run.id}/report`}>{report("link")}</Link>
          {run.finishedAt === null ? (
            <>
              {" · "}
              <a href={`/api/runs/${run.id}/paper`} download>
                {paper("link")}
              </a>
            </>
          ) : null}
        </p>
        <RunApprovalLine approval={run.approval} />
      </div>
      <dl className="grid max-w-full grid-cols-[auto_minmax(0,1fr)] gap-x-3 pt-1.5 text-xs leading-[18px] [overflow-wrap:anywhere] min-[761px]:max-w-md">
        <dt className="text-ink-3">{t("run")}</dt>
        <dd>
          {run.label} · <span lang="">{run.reason}</span>
        </dd>
        <dt className="text-ink-3">{t("startedBy")}</dt>
        <dd>{run.startedBy}</dd>
        {run.finishedAt === null ? (
          <>
            <dt className="text-ink-3">{t("owner")}</dt>
            <dd>{run.owner.name}</dd>
          </>
        ) : null}
        <dt className="text-ink-3">{t("startedAt")}</dt>
        <dd>
          <Time at={run.startedAt} look="zone" />
        </dd>
      </dl>
    </div>
  );
}
