import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { answerOverride } from "#app/(run)/runs/[id]/actions.ts";
import { toItsPool } from "#app/to-its-pool.tsx";
import { withTexts } from "#app/with-texts.tsx";
import { OverrideReview } from "#components/run/override-review.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { getRun } from "#lib/services/get-run.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { say } from "#lib/web/said.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("override"))("title") };
}

async function OverridePage({ params }: { readonly params: Promise<{ id: string }> }) {
  const [{ id }, ctx, t] = await Promise.all([params, serviceContext(), getTranslations("override")]);
  const run = await say(await getRun(ctx, { runId: id }));
  if (run === null) return (await toItsPool({ kind: "run", id })) ?? notFound();
  const open = new Set(run.decisions.map((each) => each.id));
  const override = run.overrides.filter((each) => open.has(each.decision.id)).at(-1) ?? null;
  return (
    <>
      <PageHead title={t("title")} />
      <p className="mb-3">
        <Link href={`/runs/${run.id}`}>{t("backToRun", { run: run.label })}</Link>
      </p>
      <OverrideReview
        runId={run.id}
        override={override}
        siteName={ctx.console.pool.sites.other}
        isProposer={override?.proposedById === ctx.actor.id}
        mayConfirm={hasPermission(ctx.actor, "run.confirm-override")}
        action={answerOverride}
      />
    </>
  );
}

export default withTexts("app/(run)/runs/[id]/override/page.tsx", OverridePage);
