import type { DatabaseFacts } from "#lib/domain/commands/queries/health/databases.ts";
import {
  believedSection,
  type Check,
  type CheckContext,
  type Judgement,
  judged,
  secondsSince,
} from "#lib/domain/health/check.ts";
import { every, liveInstance } from "./pool-parts.ts";

const state = { family: "mirroring", threshold: null, cost: "statement", everySeconds: every.work } as const;

/** A mirror that redoes slower than chat is written takes this much longer to open; a growing queue is told before it is long. */
const queueSeconds = 60;
/** The server's monitor records once a minute; three of its turns missed, and nobody knows. */
const recordedSeconds = 180;
const risesThatCount = 3;

type Half = { readonly name: string; readonly row: DatabaseFacts; readonly at: string };

/** Mirroring of the pair that serves, asked of both sides. Source: sql-server.md C1, C3; only principal and mirror know the state. */
export const mirroringChecks: readonly Check[] = [
  principalCheck("mirror-in-step", ["failover", "mirror-failover"], "mgc", ({ row }) => {
    const facts = { state: row.mirroringState ?? "not mirrored", partner: row.partner };
    if (row.mirroringState === "SYNCHRONIZED") return { state: "good", facts };
    return { state: row.mirroringState === "SYNCHRONIZING" ? "warning" : "bad", facts };
  }),
  principalCheck("mirror-safety", ["mirror-failover"], "mgc", ({ row }) => ({
    state: row.safety === "FULL" ? "good" : "bad",
    facts: { safety: row.safety ?? "not mirrored" },
  })),
  principalCheck("mirror-witness", [], "mgc", ({ row }) => ({
    state: row.witnessState === "CONNECTED" ? "good" : "warning",
    facts: { witness: row.witnessName || "none", state: row.witnessState ?? "not mirrored" },
  })),
  principalCheck("compliance-mirror", [], "mgccomp", ({ row }) => ({
    state: row.mirroringState === "SYNCHRONIZED" ? "good" : "warning",
    facts: { database: "mgccomp", state: row.mirroringState ?? "not mirrored", partner: row.partner },
  })),
  {
    ...state,
    id: "mirror-queue",
    needed: [],
    threshold: { value: queueSeconds, unit: "seconds" },
    judge: queueGrows,
  },
  {
    ...state,
    id: "mirror-sides-agree",
    needed: ["mirror-failover"],
    judge: (ctx) => {
      const live = liveHalf(ctx, "mgc");
      if ("unknown" in live) return [live.unknown];
      const { partner } = live.half.row;
      if (partner === null) return [judged(live.half.name, "bad", { partner: "none" }, live.half.at)];
      const known = ctx.pool.instances.find((each) => each.name.toLowerCase() === partner.toLowerCase());
      if (known === undefined)
        return [judged(partner, "bad", { partner, "pool file": "does not name it" }, live.half.at)];
      const mirror = halfOf(ctx, known.name, "mgc");
      if ("unknown" in mirror) return [mirror.unknown];
      const facts = {
        [live.half.name]: `${live.half.row.mirroringRole} ${live.half.row.mirroringState}`,
        [known.name]: `${mirror.half.row.mirroringRole ?? "no role"} ${mirror.half.row.mirroringState ?? ""}`.trim(),
      };
      // Only a sysadmin sees the mirror's own half.
      if (mirror.half.row.mirroringRole === null && isPlainLogin(ctx, known.name))
        return [judged(known.name, "unknown", { why: "not visible with these rights", ...facts }, mirror.half.at)];
      const isPair = mirror.half.row.mirroringRole === "MIRROR";
      const isSame = mirror.half.row.mirroringState === live.half.row.mirroringState;
      return [judged(known.name, isPair && isSame ? "good" : "bad", facts, mirror.half.at)];
    },
  },
];

function queueGrows(ctx: CheckContext): readonly Judgement[] {
  const live = liveInstance(ctx);
  if (live === null) return [judged(null, "unknown", { why: "no one writable copy is known" }, null)];
  const of = { target: live.name, everySeconds: every.work };
  const seen = believedSection(ctx, ctx.seen.work[live.name], { ...of, section: (work) => work.mirrorQueue });
  if ("unknown" in seen) return [seen.unknown];
  const [queue] = seen.value;
  if (queue === undefined) return [judged(live.name, "unknown", { why: "mirroring's monitor says nothing" }, seen.at)];
  const recorded = secondsSince(ctx, queue.seenSince);
  const grows = queue.rises < risesThatCount ? 0 : secondsSince(ctx, queue.risesSince);
  const facts = {
    "not sent KB": queue.unsentKb,
    "not redone KB": queue.unrestoredKb,
    "grows for s": grows,
    "same recording for s": recorded,
  };
  if (recorded > recordedSeconds) return [judged(live.name, "unknown", facts, seen.at)];
  return [judged(live.name, grows > queueSeconds ? "warning" : "good", facts, seen.at)];
}

function isPlainLogin(ctx: CheckContext, name: string): boolean {
  const rights = ctx.seen.parity[name]?.value?.rights;
  return rights?.kind === "read" && rights.value[0]?.isSysadmin === false;
}

type Found = { readonly half: Half } | { readonly unknown: ReturnType<typeof judged> };

function halfOf(ctx: CheckContext, name: string, database: string): Found {
  const of = { target: name, everySeconds: every.work };
  const seen = believedSection(ctx, ctx.seen.work[name], { ...of, section: (work) => work.databases });
  if ("unknown" in seen) return seen;
  const row = seen.value.find((each) => each.name === database);
  if (row === undefined) return { unknown: judged(name, "bad", { database, state: "absent" }, seen.at) };
  return { half: { name, row, at: seen.at } };
}

function liveHalf(ctx: CheckContext, database: string): Found {
  const live = liveInstance(ctx);
  if (live === null) return { unknown: judged(null, "unknown", { why: "no one writable copy is known" }, null) };
  return halfOf(ctx, live.name, database);
}

type Answer = { readonly state: "good" | "warning" | "bad"; readonly facts: Readonly<Record<string, string | null>> };

function principalCheck(id: string, needed: Check["needed"], database: string, judge: (half: Half) => Answer): Check {
  return {
    ...state,
    id,
    needed,
    judge: (ctx) => {
      const live = liveHalf(ctx, database);
      if ("unknown" in live) return [live.unknown];
      const answer = judge(live.half);
      return [judged(live.half.name, answer.state, answer.facts, live.half.at)];
    },
  };
}
