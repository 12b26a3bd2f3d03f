import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";

type WhatNextProps = { readonly run: Pick<RunView, "id" | "procedure" | "status"> };

/** Where a person goes on after a run. */
export function WhatNext({ run }: WhatNextProps) {
  const t = useTranslations("run.next");
  const isFence = run.procedure === "fence-returned-home";
  const isAway = leavesHome(run.procedure);
  return (
    <div className="mb-3">
      <Panel title={t("title")}>
        <div className="grid grid-cols-1 gap-2 px-4 py-3 [overflow-wrap:anywhere]">
          <p className="max-w-prose">{t(keyOf(run))}</p>
          <p className="flex flex-wrap gap-2">
            {isAway ? (
              <Link href={`/runs/${run.id}/report`} className="btn">
                {t("report")}
              </Link>
            ) : null}
            <Link href="/" className="btn">
              {t("overview")}
            </Link>
            {isFence ? (
              <Link href="/stranded" className="btn">
                {t("stranded")}
              </Link>
            ) : null}
            <Link href="/failover" className="btn">
              {t("plan")}
            </Link>
          </p>
        </div>
      </Panel>
    </div>
  );
}

function keyOf({ procedure, status }: WhatNextProps["run"]) {
  if (leavesHome(procedure)) return "movedAway";
  if (status !== "succeeded") return "ended";
  if (procedure === "fence-returned-home") return "fenced";
  return procedure === "drill" ? "drilled" : "served";
}
