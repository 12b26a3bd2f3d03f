"use client";

import { useTranslations } from "next-intl";
import { MakePlanBar } from "#components/plan/make-plan-bar.tsx";
import { NotOffered } from "#components/plan/not-offered.tsx";
import { RefusalNote } from "#components/plan/refusal-note.tsx";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Form } from "#components/ui/form.tsx";
import { Status } from "#components/ui/status.tsx";
import { useSend } from "#components/ui/use-send.ts";
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
  const [state, send, busy] = useSend(action);
  const overview = useStreamState().overview ?? initial;
  const refusal = overview.offers.failback;
  const versions = versionFit(overview);
  const { fit } = versions;
  const ways = fit === "differ" ? (["full-restore", "log-swap"] as const) : (["log-swap", "full-restore"] as const);
  const said = t(`versions.${fit}`, { home: versions.home ?? "", other: versions.other ?? "" });
  return (
    <Form action={send} className="panel max-w-3xl">
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
      <NotOffered ids={["failover", "mirror-failover"]} offers={overview.offers} home={home} other={other} />
      {refusal === null ? null : (
        <div className="border-t border-line px-4 py-3">
          <Status tone="warn">{t("notNow")}</Status>
          <RefusalNote refusal={refusal} home={home} other={other} />
        </div>
      )}
      <MakePlanBar state={state} busy={busy} allowed={allowed} closed={refusal !== null} />
    </Form>
  );
}
