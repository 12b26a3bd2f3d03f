import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { RunLive } from "#components/run/run-live.tsx";
import { NotYet } from "#components/topology/not-yet.tsx";
import { getRun } from "#lib/services/get-run.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { abort, decideRun, pause, resume } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history"))("run") };
}

export default async function RunPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const [{ id }, ctx] = await Promise.all([params, serviceContext()]);
  const [run, overview] = await Promise.all([getRun(ctx, { runId: id }), overviewOrNull(ctx)]);
  if (run === null) notFound();
  if (overview === null) return <NotYet />;
  return (
    <RunLive
      initial={run}
      overview={overview}
      now={new Date().toISOString()}
      mayDecide={hasPermission(ctx.actor, "run.decide")}
      mayControl={hasPermission(ctx.actor, "run.control")}
      actions={{ decide: decideRun, pause, resume, abort }}
    />
  );
}
