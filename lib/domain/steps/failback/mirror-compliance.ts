import { installMirror } from "#lib/domain/commands/cmdlets.ts";
import { readMirrorSession } from "#lib/domain/commands/mirroring-observations.ts";
import { cmdletAct, evidenceAct, known, observed } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { Act, Check, Step } from "#lib/domain/steps/step.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { complianceReady } from "./compliance-ready.ts";
import { type CompliancePin, complianceOf } from "./pins.ts";

const readyId = (pin: CompliancePin) => `compliance-ready:${pin.site}`;
/** The act that mirrors one site's mgccomp. */
export const mirrorComplianceId = (pin: CompliancePin) => `mirror-compliance:${pin.site}`;

const command = (pin: CompliancePin, pool: Pool) =>
  installMirror({
    type: "PersistentChatCompliance",
    sqlFqdn: pin.sqlFqdn,
    sqlInstance: pin.sqlInstance,
    share: pool.folders.mirrorShare.asServer,
    dropExisting: pin.dropExisting,
  });

/** Every mgccomp that was mirrored is in step with its mirror again; one that a person left out stays a warning. */
const complianceMirrored: Check = check(
  "compliance-mirrored",
  async (ctx) => {
    const seen = await Promise.all(
      complianceOf(ctx.plan).map(async (pin) => {
        if (ctx.run.acts.get(mirrorComplianceId(pin))?.status !== "done")
          return { verdict: "warn", text: [pin.instance, "left without a mirror"] } as const;
        const { role, state } = await readMirrorSession(ctx.ports.sql, pin.instance, "mgccomp");
        const good = role !== null && state === "SYNCHRONIZED";
        return {
          verdict: good ? "pass" : "fail",
          text: [pin.instance, `${role ?? "not mirrored"} ${state ?? ""}`.trim()],
        } as const;
      }),
    );
    const verdict = (["fail", "warn"] as const).find((bad) => seen.some((s) => s.verdict === bad)) ?? "pass";
    return finding(ctx, "compliance-mirrored", verdict, Object.fromEntries(seen.map((s) => s.text)));
  },
  { patienceMs: 30 * 60_000, mayGoOn: true },
);

/**
 * mgccomp is mirrored again wherever it was captured mirrored: at home a rebuilt server has lost it, in the other site printed step 2
 * took it apart (persistent-chat.md A.5 d). Before users, because services want a restart after a mirroring change (S-MIR).
 */
export const mirrorCompliance: Step = {
  id: "mirror-compliance",
  number: "",
  way: "can-be-undone",
  skip: { price: "no-compliance-mirror" },
  precheck: [],
  proof: [complianceMirrored],
  isIn: (plan) => complianceOf(plan).length > 0,
  planned: (plan, pool) => complianceOf(plan).map((pin) => known(command(pin, pool))),
  acts: ({ plan, pool, run }) => ({
    acts: complianceOf(plan).flatMap((pin) => {
      const ready: Act = {
        ...evidenceAct(readyId(pin), pin.instance, (ctx) => complianceReady(ctx, pin)),
        skip: "no-compliance-mirror",
      };
      if (run.acts.get(readyId(pin))?.status === "skipped") return [ready];
      return [ready, mirrored(pin, pool)];
    }),
  }),
};

/** Done where it is found mirrored: a home that came back whole never lost it. */
function mirrored(pin: CompliancePin, pool: Pool): Act {
  return cmdletAct(command(pin, pool), {
    id: mirrorComplianceId(pin),
    repeatable: false,
    skip: "no-compliance-mirror",
    observe: async (ctx) => {
      const { role, state, partner } = await readMirrorSession(ctx.ports.sql, pin.instance, "mgccomp");
      return observed(role === null ? "not-started" : "done", { instance: pin.instance, role, state, partner });
    },
  });
}
