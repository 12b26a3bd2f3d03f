"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionError } from "#components/ui/action-error.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Form } from "#components/ui/form.tsx";
import { Time } from "#components/ui/time.tsx";
import { useSend } from "#components/ui/use-send.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type HomeReturnBannerProps = {
  readonly overview: OverviewView;
  readonly mayPlan: boolean;
  readonly planFence: FormAction<{ readonly planId: string }>;
};

/** Home answers again after a failover began: what answered, since when, what it is, and what to do at this point of the failover. */
export function HomeReturnBanner({ overview, mayPlan, planFence }: HomeReturnBannerProps) {
  const t = useTranslations("overview.homeReturn");
  const [state, send, busy] = useSend(planFence);
  const back = overview.homeReturn;
  if (back === null) return null;
  const names = { home: overview.homeName, other: overview.otherName, label: back.runLabel };
  const failed = state !== null && !state.ok ? state : null;
  const fenced = back.isRunning ? "fencedRunning" : "fenced";
  const todo = back.isFenced ? fenced : back.isRunning ? `${back.stage}.running` : `${back.stage}.ended`;
  const mayFence = mayPlan && !back.isFenced && !back.isRunning && back.stage === "after-switch";
  return (
    <Banner
      tone={back.isFenced ? "info" : "bad"}
      urgent={!back.isFenced}
      title={t(back.isFenced ? "titleFenced" : "title", names)}
    >
      <p>
        {t("since")} <Time at={back.firstAt} look="day" />. {t(`todo.${todo}`, names)}
      </p>
      <ul className="mt-1 grid gap-0.5">
        {back.answers.map((answer) => (
          <li key={answer.name} className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-mono text-xs">{answer.name}</span>: {answer.state},{" "}
            {t(answer.canWrite ? "canWrite" : "cannotWrite")} (<Time at={answer.firstAt} />)
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-2">
        {mayFence ? (
          <Form action={send}>
            <input type="hidden" name="procedure" value="fence-returned-home" />
            <button type="submit" className="btn btn-p" disabled={busy}>
              {busy ? t("planning") : t("plan", names)}
            </button>
          </Form>
        ) : null}
        <Link href={`/runs/${back.runId}`} className="btn">
          {t("open", names)}
        </Link>
        {back.stage === "before-recovery" ? null : (
          <Link href="/stranded" className="btn">
            {t("stranded")}
          </Link>
        )}
      </div>
      {failed === null ? null : <ActionError code={failed.code} message={failed.message} />}
    </Banner>
  );
}
