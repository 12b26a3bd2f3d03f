import { readWatermark } from "#lib/domain/commands/observations.ts";
import { judgeCapture } from "#lib/domain/plan/capture-age.ts";
import { evidenceAct } from "./act.ts";
import { check, finding } from "./finding.ts";
import { homeFenced, rolesUnchanged } from "./shared-checks.ts";
import type { LiveContext, Step } from "./step.ts";

/** Before step 1: what the procedure will destroy or change is written down while it can still be read (traps T7 and T11). */
export const prepare: Step = {
  id: "prepare",
  number: "",
  way: "needs-no-undo",
  precheck: [rolesUnchanged],
  proof: [
    check(
      "capture-age",
      async (ctx) => {
        const newest = await ctx.evidence.newestCapture();
        const { verdict, facts } = judgeCapture(newest, ctx.pool, ctx.ports.clock.now().toISOString());
        const { captureId } = ctx.plan;
        if (captureId === (newest?.id ?? null)) return finding(ctx, "capture-age", verdict, facts);
        // Stored captures are never taken back: the plan's is still there, only no longer the newest.
        return finding(ctx, "capture-age", verdict, { ...facts, pinned: captureId ?? "none" });
      },
      { onBad: "record" },
    ),
    homeFenced,
  ],
  planned: () => [],
  acts: (ctx) => ({ acts: [evidenceAct("pin-watermarks", ctx.plan.opposite[0] ?? ctx.plan.target, pinWatermarks)] }),
};

/** The newest samples from outside both sites; where home's live principal still answers, one more from there. */
async function pinWatermarks(ctx: LiveContext): Promise<unknown> {
  for (const instance of ctx.plan.opposite) {
    try {
      const live = await readWatermark(ctx.ports.sql, instance);
      return { newest: live, samples: [live, ...(await kept(ctx))] };
    } catch {}
  }
  const samples = await kept(ctx);
  return { newest: samples[0] ?? null, samples };
}

/** Kept samples of the side that is left: after an earlier failover newer ones may come from the other site. */
async function kept(ctx: LiveContext) {
  return (await ctx.evidence.watermarks(120)).filter((w) => ctx.plan.opposite.includes(w.instance));
}
