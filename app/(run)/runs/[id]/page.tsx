import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { toItsPool } from "#app/to-its-pool.tsx";
import { withTexts } from "#app/with-texts.tsx";
import { RunLive } from "#components/run/run-live.tsx";
import { NotYet } from "#components/topology/not-yet.tsx";
import { getRun } from "#lib/services/get-run.ts";
import { mayRun } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { say } from "#lib/web/said.ts";
import { abort, answerAsker, decideRun, offer, pause, pauseAfterStage, resume, takeOver, withdraw } from "./actions.ts";

type RunPageProps = { readonly params: Promise<{ readonly id: string }> };

/** Read once for the title and the page. */
const runOf = cache(async (runId: string) => say(await getRun(await serviceContext(), { runId })));

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations("procedures")]);
  const run = await runOf(id);
  return run === null ? {} : { title: `${run.label} ${t(run.procedure)}` };
}

const runActions = {
  decide: decideRun,
  pause,
  "pause-after-stage": pauseAfterStage,
  resume,
  abort,
  offer,
  withdrawOffer: withdraw,
  takeOver,
  answerTakeOver: answerAsker,
};

async function RunPage({ params }: RunPageProps) {
  const [{ id }, ctx] = await Promise.all([params, serviceContext()]);
  const [run, overview] = await Promise.all([runOf(id), overviewOrNull(ctx)]);
  if (run === null) return (await toItsPool({ kind: "run", id })) ?? notFound();
  if (overview === null) return <NotYet />;
  return (
    <RunLive
      initial={run}
      overview={overview}
      now={new Date().toISOString()}
      viewer={{ id: ctx.actor.id, name: ctx.actor.name }}
      mayDecide={mayRun(ctx.actor, "run.decide", run.procedure)}
      mayControl={mayRun(ctx.actor, "run.control", run.procedure)}
      actions={runActions}
    />
  );
}

export default withTexts("app/(run)/runs/[id]/page.tsx", RunPage);
