import { setActiveServers, startService } from "#lib/domain/commands/cmdlets.ts";
import { countUsers } from "#lib/domain/commands/failback-observations.ts";
import { disableJob } from "#lib/domain/commands/jobs.ts";
import { enableJob } from "#lib/domain/commands/log-shipping-removal.ts";
import { readDatabase, readJob } from "#lib/domain/commands/observations.ts";
import { clearActiveServers, stopService } from "#lib/domain/commands/services.ts";
import { known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { clearActiveList } from "#lib/domain/steps/clear-active-list.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { Act, Check, Step } from "#lib/domain/steps/step.ts";
import { complianceDrained, drainCompliance } from "./drain-compliance.ts";
import { failbackOf, onlyToUndo, type ServicePin } from "./pins.ts";
import { serviceAct } from "./service-act.ts";
import { jobOn } from "./shipping-acts.ts";

/** Cleared list, stopped services and no session or lock: the last is the gate, the first two only lead to it (trap T6). */
const nobodyInMgc: Check = check(
  "nobody-in-mgc",
  async (ctx) => {
    const { source } = failbackOf(ctx.plan);
    const users = await countUsers(ctx.ports.sql, source, "mgc");
    return finding(ctx, "nobody-in-mgc", users === 0 ? "pass" : "fail", { instance: source, sessions: users });
  },
  { patienceMs: 3 * 60_000 },
);

/** The role that the plan pinned for the copy that serves now: a changed role voids the plan. */
const sourceAsPlanned: Check = check("source-as-planned", async (ctx) => {
  const { source, sourceMirror } = failbackOf(ctx.plan);
  const db = await readDatabase(ctx.ports.sql, source, "mgc");
  const wanted = sourceMirror === null ? db.role === null : db.role === "PRINCIPAL";
  const facts = { instance: source, state: db.state ?? "absent", role: db.role ?? "none" };
  return finding(ctx, "source-as-planned", db.writable && wanted ? "pass" : "fail", facts);
});

/** Printed step 1: nobody may connect, then nobody can. From here until the pool is back, users cannot chat. */
export const stopOtherChat: Step = {
  id: "stop-other-chat",
  number: "1",
  way: "can-be-undone",
  precheck: [sourceAsPlanned],
  proof: [nobodyInMgc, complianceDrained],
  planned: (plan, pool) => [
    known(clearActiveServers(pool.activeListIdentity)),
    ...failbackOf(plan).otherServices.map((s) => known(stopService(s.server, s.service))),
    ...ownJob(plan).map((job) => known(disableJob(failbackOf(plan).source, job))),
    ...[
      setActiveServers(failbackOf(plan).activeNow, pool.activeListIdentity),
      ...failbackOf(plan).otherServices.map((s) => startService(s.server, s.service)),
      ...ownJob(plan).map((job) => enableJob(failbackOf(plan).source, job)),
    ].map((command) => ({ command, rules: onlyToUndo })),
  ],
  acts: ({ plan, pool, run }) => {
    const { otherServices } = failbackOf(plan);
    // What writes compliance events out goes last: stopped before, it would leave them lying.
    const isCompliance = (s: ServicePin) => s.duty === "compliance";
    const before = [
      clearActiveList({ pool, poolFqdn: plan.poolFqdn, activeNow: failbackOf(plan).activeNow }),
      ...otherServices.filter((s) => !isCompliance(s)).map(stopped),
    ];
    const { acts, settled, question } = drainCompliance(plan, run);
    const after = [
      ...otherServices.filter(isCompliance).map(stopped),
      ...ownJob(plan).map((job) => ownJobOff(failbackOf(plan).source, job)),
    ];
    return { acts: [...before, ...acts, ...(settled ? after : [])], ...(question ? { question } : {}) };
  },
};

/** A stopped service, which an aborted failback starts again. */
function stopped(at: ServicePin): Act {
  const act = serviceAct("Stopped", at);
  return { ...act, undo: { ...serviceAct("Running", at), id: `undo:${act.id}` } };
}

const ownJob = (plan: Parameters<typeof failbackOf>[0]) => {
  const { ownLogJob } = failbackOf(plan);
  return ownLogJob === null ? [] : [ownLogJob];
};

/** The job that our failover made: it must not back the log up beside the failback. Deleted only when the other copy is re-seeded. */
function ownJobOff(source: string, job: string): Act {
  return sqlAct(disableJob(source, job), {
    id: "own-log-job-off",
    repeatable: true,
    undo: { ...jobOn(source, job), id: "undo:own-log-job-off" },
    observe: async (ctx) => {
      const seen = await readJob(ctx.ports.sql, source, job);
      if (seen && seen.running > 0) return observed("running", { job });
      return observed(!seen || seen.enabled === 0 ? "done" : "not-started", { job, found: seen ? "a job" : "none" });
    },
  });
}
