"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { NotOffered } from "#components/plan/not-offered.tsx";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { FailbackChoice } from "./failback-choice.tsx";
import { versionFit } from "./version-fit.ts";

type FailbackFormProps = {
  readonly home: string;
  readonly other: string;
  /** As the page was drawn; newer readings come over the stream. */
  readonly initial: OverviewView;
  readonly allowed: boolean;
  readonly action: FormAction<{ readonly planId: string }>;
};

/** While the pool is failed over there is one procedure: back home, in two ways and two orders. */
export function FailbackForm({ home, other, initial, allowed, action }: FailbackFormProps) {
  const t = useTranslations("failover");
  const [state, send, busy] = useActionState(action, null);
  const failed = state !== null && !state.ok ? state : null;
  const versions = versionFit(useStreamState().overview ?? initial);
  const { fit } = versions;
  const ways = fit === "differ" ? (["full-restore", "log-swap"] as const) : (["log-swap", "full-restore"] as const);
  const said = t(`versions.${fit}`, { home: versions.home ?? "", other: versions.other ?? "" });
  return (
    <form action={send} className="panel max-w-3xl">
      <input type="hidden" name="procedure" value="failback" />
      <div className="px-4 py-3">
        <h2 className="text-base font-semibold">{t("failback.title", { home, other })}</h2>
        <p className="text-ink-2">{t("failback.does", { home, other })}</p>
      </div>
      <FailbackChoice
        name="way"
        legend={t("way")}
        note={`${t("wayNote")} ${said}`}
        ids={ways}
        recommended={fit === "unknown" ? null : ways[0]}
      />
      <FailbackChoice
        name="order"
        legend={t("backOrder")}
        ids={["state-first", "documented"]}
        recommended="state-first"
      />
      <NotOffered
        items={(["failover", "mirror-failover"] as const).map((id) => ({
          title: t(`${id}.title`, { home, other }),
          why: t("failoverWhy", { other }),
        }))}
      />
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-3">
        <button type="submit" className="btn btn-p btn-l" disabled={busy || !allowed}>
          {busy ? t("making") : t("make")}
        </button>
        <span className="text-ink-2">{allowed ? t("makeMeans") : t("notAllowed")}</span>
      </div>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </form>
  );
}
