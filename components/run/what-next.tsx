import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";

type WhatNextProps = { readonly run: Pick<RunView, "procedure" | "status"> };

/** Where a person goes on after a run that moved nobody to the other site. */
export function WhatNext({ run }: WhatNextProps) {
  const t = useTranslations("run.next");
  const isFence = run.procedure === "fence-returned-home";
  const key =
    run.status !== "succeeded" ? "ended" : isFence ? "fenced" : run.procedure === "drill" ? "drilled" : "served";
  return (
    <div className="mb-3">
      <Panel title={t("title")}>
        <div className="grid gap-2 px-4 py-3">
          <p className="max-w-prose">{t(key)}</p>
          <p className="flex flex-wrap gap-2">
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
