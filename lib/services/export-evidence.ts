import { bundleText } from "#lib/domain/audit/bundle.ts";
import { viewText } from "#lib/domain/plan/view-hash.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/**
 * Everything of a run as one file that is verified without the console; null when there is no such run. That it was taken is an
 * audit entry, written before the file leaves. @throws AppError "not-allowed", "store-failed"
 */
export async function exportEvidence(
  ctx: ServiceContext,
  { runId }: { readonly runId: string },
): Promise<{ readonly file: string; readonly text: string } | null> {
  requirePermission(ctx.actor, "history.read");
  const { store, history, ports } = ctx.console;
  const row = await store.run(runId);
  const plan = row ? await store.plan(row.planId) : null;
  if (!row || !plan) return null;
  const { records, seals } = await history.evidenceOf(runId);
  const { id, label, poolFqdn } = row;
  const text = bundleText({
    run: { id, label, poolFqdn },
    createdAt: ports.clock.now().toISOString(),
    createdBy: ctx.actor.name,
    plan: { id: plan.id, hash: plan.hash, pinned: plan.pinned, view: viewText(plan.view) },
    records,
    seals,
  });
  const data = { runId, label, records: records.length, head: records.at(-1)?.hash ?? "" };
  await store.recordEntry({ stream: `pool:${poolFqdn}`, kind: "evidence-exported", person: ctx.actor.name, data });
  return { file: `${label}-evidence.jsonl`, text };
}
