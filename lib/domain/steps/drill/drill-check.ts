import { drillDatabase } from "#lib/domain/commands/drill-observations.ts";
import { type Fingerprint, readFingerprint } from "#lib/domain/commands/failback-observations.ts";
import { checkDrillCopy } from "#lib/domain/commands/restore-full.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import { markerReadable } from "#lib/domain/steps/marker-readable.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import { drillOf } from "./pins.ts";

/** The restored copy is this pool's chat, with rooms and messages in it: by its fingerprint beside home's. */
const copyReads = check("drill-copy-reads", async (ctx) => {
  const copy = resultOf(ctx.run, "drill-fingerprint") as Fingerprint | undefined;
  const home = resultOf(ctx.run, "home-fingerprint") as Fingerprint | undefined;
  const logs = resultOf(ctx.run, "logs-since-full") as readonly unknown[] | undefined;
  const isSame = copy?.poolId === home?.poolId && copy?.rooms === home?.rooms;
  const isFull = copy !== undefined && copy.rooms > 0 && copy.messages !== "0";
  return finding(ctx, "drill-copy-reads", isSame && isFull ? "pass" : "fail", {
    "log backups applied": logs?.length ?? 0,
    rooms: `${copy?.rooms ?? "unknown"}, home has ${home?.rooms ?? "unknown"}`,
    messages: `${copy?.messages ?? "unknown"}, home has ${home?.messages ?? "unknown"} now`,
    content: copy?.content ?? "unknown",
  });
});

/** Fingerprint and CHECKDB: the backups hold chat, and the pages hold together. dba-notes 26. */
export const drillCheck: Step = {
  id: "drill-check",
  number: "",
  way: "needs-no-undo",
  precheck: [],
  proof: [copyReads, markerReadable(drillDatabase)],
  planned: (plan) => [known(checkDrillCopy(plan.target))],
  acts: ({ plan }) => ({
    acts: [
      evidenceAct("drill-fingerprint", plan.target, (ctx) =>
        readFingerprint(ctx.ports.sql, plan.target, drillDatabase),
      ),
      evidenceAct("home-fingerprint", drillOf(plan).source, (ctx) =>
        readFingerprint(ctx.ports.sql, drillOf(plan).source),
      ),
      sqlAct(checkDrillCopy(plan.target), {
        id: "drill-checkdb",
        repeatable: true,
        // Its whole effect is its answer.
        observe: async (ctx) =>
          observed(resultOf(ctx.run, "drill-checkdb") === undefined ? "not-started" : "done", {
            instance: plan.target,
          }),
      }),
    ],
  }),
};
