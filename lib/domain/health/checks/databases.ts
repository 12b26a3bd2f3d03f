import {
  believed,
  believedSection,
  type Check,
  type CheckContext,
  type Judgement,
  judged,
} from "#lib/domain/health/check.ts";
import { copies, every, liveInstance } from "./pool-parts.ts";

const state = { family: "databases", threshold: null, cost: "statement" } as const;

/** Both chat databases on all instances. Source: sql-server.md D1; dba-notes 1, 11. */
export const databaseChecks: readonly Check[] = [
  {
    ...state,
    id: "one-writable-copy",
    everySeconds: every.instance,
    needed: ["failover", "switchover", "failback", "mirror-failover"],
    judge: (ctx) => {
      const looks = copies(ctx).map((each) => ({
        name: each.name,
        seen: believed(ctx, ctx.seen.instances[each.name], { target: null, everySeconds: every.instance }),
      }));
      const writable = looks.filter(({ seen }) => "value" in seen && seen.value.writable).map(({ name }) => name);
      const silent = looks.filter(({ seen }) => "unknown" in seen).map(({ name }) => name);
      const facts = { writable: writable.join(", ") || "none", "not read": silent.join(", ") || "none" };
      if (writable.length > 1) return [judged(null, "bad", facts, ctx.now)];
      // A silent instance may hold a second one.
      if (silent.length > 0) return [judged(null, "unknown", facts, ctx.now)];
      return [judged(null, writable.length === 1 ? "good" : "bad", facts, ctx.now)];
    },
  },
  {
    ...state,
    id: "other-copy-restoring",
    everySeconds: every.instance,
    needed: ["failover", "switchover"],
    onlyNormal: true,
    judge: (ctx) => {
      const looks = copies(ctx, "other").map((each) => ({
        name: each.name,
        seen: believed(ctx, ctx.seen.instances[each.name], { target: null, everySeconds: every.instance }),
      }));
      const facts = Object.fromEntries(
        looks.map(({ name, seen }) => [name, "value" in seen ? seen.value.mgcState : "not read"]),
      );
      const restoring = looks.flatMap(({ seen }) =>
        "value" in seen && seen.value.role === "secondary" ? [seen.at] : [],
      );
      if (restoring.length > 0) return [judged(null, "good", facts, restoring[0] ?? null)];
      return [judged(null, looks.some(({ seen }) => "unknown" in seen) ? "unknown" : "bad", facts, ctx.now)];
    },
  },
  {
    ...state,
    id: "standby-sessions",
    everySeconds: every.instance,
    needed: [],
    onlyNormal: true,
    judge: (ctx) =>
      copies(ctx, "other").flatMap(({ name }) => {
        const seen = believed(ctx, ctx.seen.instances[name], { target: name, everySeconds: every.instance });
        if ("unknown" in seen) return [seen.unknown];
        const users = seen.value.sessions;
        if (seen.value.role !== "secondary") return [];
        const who = users.map((s) => `${s.sessionId} ${s.login ?? ""} ${s.program ?? ""}`.trim()).join("; ");
        return [judged(name, users.length === 0 ? "good" : "warning", { sessions: users.length, who }, seen.at)];
      }),
  },
  liveDatabase("recovery-model", ["failover", "switchover", "mirror-failover"], (db) => ({
    state: db.recoveryModel === "FULL" ? "good" : "bad",
    facts: { "recovery model": db.recoveryModel },
  })),
  liveDatabase("database-options", [], (db) => ({
    state: db.pageVerify === "CHECKSUM" && db.ownerName !== null ? "good" : "warning",
    facts: { "page verify": db.pageVerify, owner: db.ownerName ?? "a SID without a login" },
  })),
  {
    ...state,
    id: "compliance-database",
    everySeconds: every.work,
    needed: [],
    // The serving instance's takes the events now, the other site's takes them after a failover.
    judge: (ctx) => [
      ...compliance.judge(ctx),
      ...ctx.pool.instances
        .filter(({ duties }) => duties.includes("other A"))
        .flatMap(({ name }) => standbyCompliance(ctx, name)),
    ],
  },
];

type Row = {
  readonly state: string;
  readonly recoveryModel: string;
  readonly pageVerify: string | null;
  readonly ownerName: string | null;
};
type Answer = { readonly state: "good" | "warning" | "bad"; readonly facts: Readonly<Record<string, string | null>> };

/** A check of one database on the instance that serves. */
function liveDatabase(id: string, needed: Check["needed"], judge: (row: Row) => Answer, name = "mgc"): Check {
  return {
    ...state,
    id,
    everySeconds: every.work,
    needed,
    judge: (ctx: CheckContext) => {
      const live = liveInstance(ctx);
      if (live === null) return [judged(null, "unknown", { why: "no one writable copy is known" }, null)];
      const of = { target: live.name, everySeconds: every.work };
      const seen = believedSection(ctx, ctx.seen.work[live.name], { ...of, section: (work) => work.databases });
      if ("unknown" in seen) return [seen.unknown];
      const row = seen.value.find((each) => each.name === name);
      if (row === undefined) return [judged(live.name, "bad", { database: name, state: "absent" }, seen.at)];
      const answer = judge(row);
      return [judged(live.name, answer.state, { database: name, ...answer.facts }, seen.at)];
    },
  };
}

const compliance = liveDatabase("compliance-database", [], complianceAnswer, "mgccomp");

function complianceAnswer(db: Row): Answer {
  return { state: db.state === "ONLINE" ? "good" : "bad", facts: { state: db.state } };
}

function standbyCompliance(ctx: CheckContext, name: string): readonly Judgement[] {
  if (liveInstance(ctx)?.name === name) return [];
  const of = { target: name, everySeconds: every.work };
  const seen = believedSection(ctx, ctx.seen.work[name], { ...of, section: (work) => work.databases });
  if ("unknown" in seen) return [seen.unknown];
  const row = seen.value.find((each) => each.name === "mgccomp");
  if (row === undefined) return [judged(name, "warning", { database: "mgccomp", state: "absent" }, seen.at)];
  const answer =
    row.state === "RESTORING" ? { state: "good" as const, facts: { state: row.state } } : complianceAnswer(row);
  return [judged(name, answer.state, { database: "mgccomp", ...answer.facts }, seen.at)];
}
