import { z } from "zod";
import { canonicalJson } from "#lib/domain/audit/chain.ts";
import { readMirrorSession, sameAddress } from "#lib/domain/commands/mirroring-observations.ts";
import { type CaptureSection, capturedRow, captureQuery } from "#lib/domain/commands/queries/capture.ts";
import { rebuildPrimary, rebuildSecondary } from "#lib/domain/plan/rebuild-shipping.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { LiveContext } from "#lib/domain/steps/step.ts";
import { type CompliancePin, complianceOf, failbackOf } from "./pins.ts";
import { otherServicesDiffer } from "./start-other-services.ts";

const mirroringRow = z.object({
  mirroring_role_desc: z.string().nullish(),
  mirroring_witness_name: z.string().nullish(),
  mirroring_safety_level_desc: z.string().nullish(),
});

const primarySections: readonly CaptureSection[] = ["logShippingPrimary", "monitorPrimary", "jobs", "jobSchedules"];
const secondarySections: readonly CaptureSection[] = [
  "logShippingSecondary",
  "logShippingSecondaryDatabase",
  "monitorSecondary",
  "jobs",
  "jobSchedules",
];

/** Log shipping of every instance, home's mirroring and the other site's services beside the picture from before the failover: every difference by name. */
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
    differ.push(
      ...(await mirroringDiffers(ctx)),
      ...(await otherServicesDiffer(ctx)),
      ...rebuild.missing.map((what) => `never captured: ${what}`),
    );
    return finding(ctx, "as-before", differ.length === 0 ? "pass" : "fail", {
      differ: differ.join("; ") || "nothing",
      ...(rebuild.given.length > 0 ? { "compared with the pool file": rebuild.given.join(", ") } : {}),
      ...Object.fromEntries(
        (rebuild.said ?? []).map((s) => [s.what, `compared with what ${s.person} said at ${s.at}`]),
      ),
    });
  },
  { mayGoOn: true },
);

/** Home's mirroring, its witness and safety, and that of every mgccomp: what to do by hand where it differs is named. */
async function mirroringDiffers(ctx: LiveContext): Promise<readonly string[]> {
  const { target } = ctx.plan;
  const { rebuild } = failbackOf(ctx.plan);
  const read = async (section: CaptureSection) =>
    mirroringRow.parse((await ctx.ports.sql.read(captureQuery(target, section), capturedRow))[0] ?? {});
  const mgc = await read("mirroring");
  const differ: string[] = [];
  if (rebuild.wasMirrored && mgc.mirroring_role_desc !== "PRINCIPAL") differ.push(`${target}: not mirrored`);
  else if (rebuild.wasMirrored) {
    const [witness, safety] = [mgc.mirroring_witness_name || null, mgc.mirroring_safety_level_desc ?? null];
    if (!sameAddress(rebuild.witness, witness))
      differ.push(
        `${target}: the witness is ${witness ?? "none"}, it was ${rebuild.witness ?? "none"} (ALTER DATABASE mgc SET WITNESS ${rebuild.witness === null ? "OFF" : `= N'${rebuild.witness}'`} on ${target} gives it back)`,
      );
    if (rebuild.safety !== null && rebuild.safety !== safety)
      differ.push(
        `${target}: safety is ${safety ?? "none"}, it was ${rebuild.safety} (ALTER DATABASE mgc SET PARTNER SAFETY ${rebuild.safety} on ${target} gives it back)`,
      );
  }
  const compliance = await Promise.all(complianceOf(ctx.plan).map((pin) => complianceDiffers(ctx, pin)));
  return [...differ, ...compliance.flat()];
}

/** mgccomp of one site: mirrored as it was, with the witness that it had. */
async function complianceDiffers(ctx: LiveContext, { instance, ...pin }: CompliancePin): Promise<readonly string[]> {
  const now = await readMirrorSession(ctx.ports.sql, instance, "mgccomp");
  if (now.role === null)
    return [
      `${instance}: mgccomp is not mirrored, it was (Install-CsMirrorDatabase -DatabaseType PersistentChatCompliance mirrors it again)`,
    ];
  if (sameAddress(now.witness, pin.witness)) return [];
  return [
    `${instance}: the witness of mgccomp is ${now.witness ?? "none"}, it was ${pin.witness ?? "none"} (ALTER DATABASE mgccomp SET WITNESS ${pin.witness === null ? "OFF" : `= '${pin.witness}'`} on its principal gives it back)`,
  ];
}

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
