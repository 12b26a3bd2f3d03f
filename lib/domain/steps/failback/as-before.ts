import { canonicalJson } from "#lib/domain/audit/chain.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { type CaptureSection, capturedRow, captureQuery } from "#lib/domain/commands/queries/capture.ts";
import { rebuildPrimary, rebuildSecondary } from "#lib/domain/plan/rebuild-shipping.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { LiveContext } from "#lib/domain/steps/step.ts";
import { failbackOf } from "./pins.ts";

const primarySections: readonly CaptureSection[] = ["logShippingPrimary", "monitorPrimary", "jobs", "jobSchedules"];
const secondarySections: readonly CaptureSection[] = [
  "logShippingSecondary",
  "logShippingSecondaryDatabase",
  "monitorSecondary",
  "jobs",
  "jobSchedules",
];

/** Log shipping of every instance and home's mirroring beside the picture from before the failover: every difference by name. */
export const asBefore = check(
  "as-before",
  async (ctx) => {
    const { rebuild, source } = failbackOf(ctx.plan);
    const differ: string[] = [];
    for (const [instance, wanted] of Object.entries(rebuild.primaries)) {
      const now = rebuildPrimary(await readHalf(ctx, instance, primarySections));
      differ.push(...differences(instance, wanted, now));
    }
    if (rebuild.secondary) {
      const now = rebuildSecondary(await readHalf(ctx, source, secondarySections));
      differ.push(...differences(source, rebuild.secondary, now));
    }
    const home = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
    if (rebuild.wasMirrored && home.role !== "PRINCIPAL") differ.push(`${ctx.plan.target}: not mirrored`);
    differ.push(...rebuild.missing.map((what) => `never captured: ${what}`));
    return finding(ctx, "as-before", differ.length === 0 ? "pass" : "fail", { differ: differ.join("; ") || "nothing" });
  },
  { mayGoOn: true },
);

/** An instance's half as a capture would have it, of these sections only. */
async function readHalf(ctx: LiveContext, instance: string, sections: readonly CaptureSection[]): Promise<unknown> {
  const read = sections.map(async (section) => {
    const rows = await ctx.ports.sql.read(captureQuery(instance, section), capturedRow);
    return [section, JSON.parse(JSON.stringify(rows)) as unknown] as const;
  });
  return { sections: Object.fromEntries(await Promise.all(read)) };
}

function differences(instance: string, wanted: object, now: object | null): readonly string[] {
  if (now === null) return [`${instance}: no log shipping`];
  const is = new Map(Object.entries(now));
  return Object.entries(wanted)
    .filter(([key, value]) => canonicalJson(value) !== canonicalJson(is.get(key)))
    .map(([key]) => `${instance}: ${key}`);
}
