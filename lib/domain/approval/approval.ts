import { z } from "zod";
import { plannedManifest } from "#lib/domain/loss-manifest/planned-manifest.ts";
import type { EntryRow } from "#lib/domain/store-port.ts";

/** Entries of the stream "pool:<fqdn>" from which approvals are folded. */
export const approvalKinds = ["approval-requested", "approval-given", "approval-refused", "approval-void"] as const;

const loss = z.object({ fewest: z.string().nullable(), most: z.string().nullable() }).nullable();
const requested = z.object({
  planId: z.string(),
  planHash: z.string(),
  procedure: z.string(),
  loss,
  requestedById: z.string(),
  expiresAt: z.string(),
  needed: z.number().int(),
  /** What is asked to be signed; older entries do not have it. */
  manifest: plannedManifest.nullish(),
  manifestHash: z.string().nullish(),
});
const answered = z.object({
  planId: z.string(),
  planHash: z.string(),
  personId: z.string(),
  reason: z.string(),
  manifestHash: z.string().nullish(),
});
const voided = z.object({ planId: z.string(), byPlanId: z.string() });

/** One person's answer; `reason` may be empty when the answer is yes. */
export type ApprovalAnswer = {
  readonly person: string;
  readonly personId: string;
  readonly isGiven: boolean;
  readonly reason: string;
  readonly at: string;
};
/** The newest request about one plan and what became of it; times are ISO UTC. */
export type Approval = z.infer<typeof requested> & {
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly answers: readonly ApprovalAnswer[];
  /** The newer plan that made this one void, or null. */
  readonly voidBy: string | null;
  readonly status: "waiting" | "approved" | "refused" | "void" | "expired";
};

/**
 * The newest request of every plan, newest first, from entries newest first. What does not fit changes nothing: an answer by
 * whoever asked, a second one by the same person, one about another hash, one that came too late. Pure.
 */
export function foldApprovals(rows: readonly EntryRow[], now: Date): readonly Approval[] {
  const byPlan = new Map<string, Omit<Approval, "status">>();
  for (const row of [...rows].reverse()) {
    const before = byPlan.get(String(row.data.planId));
    const after = step(before, row);
    if (after === undefined || after === before) continue;
    byPlan.delete(after.planId); // a new request goes to the end
    byPlan.set(after.planId, after);
  }
  return [...byPlan.values()].reverse().map((one) => ({ ...one, status: statusOf(one, now) }));
}

function step(before: Omit<Approval, "status"> | undefined, row: EntryRow): Omit<Approval, "status"> | undefined {
  if (row.kind === "approval-requested") {
    const data = requested.safeParse(row.data);
    if (!data.success) return before;
    return { ...data.data, requestedBy: row.person, requestedAt: row.at, answers: [], voidBy: null };
  }
  if (before === undefined) return undefined;
  if (row.kind === "approval-void") {
    const data = voided.safeParse(row.data);
    return data.success && before.voidBy === null ? { ...before, voidBy: data.data.byPlanId } : before;
  }
  const data = answered.safeParse(row.data);
  if (!data.success || data.data.planHash !== before.planHash) return before;
  const isSigned = (data.data.manifestHash ?? null) === (before.manifestHash ?? null);
  if (row.kind === "approval-given" && !isSigned) return before;
  const { personId, reason } = data.data;
  if (statusOf(before, new Date(row.at)) !== "waiting") return before;
  if (personId === before.requestedById || before.answers.some((a) => a.personId === personId)) return before;
  const answer = { person: row.person, personId, isGiven: row.kind === "approval-given", reason, at: row.at };
  return { ...before, answers: [...before.answers, answer] };
}

function statusOf(one: Omit<Approval, "status">, now: Date): Approval["status"] {
  if (one.answers.some((a) => !a.isGiven)) return "refused";
  if (one.voidBy !== null) return "void";
  if (Date.parse(one.expiresAt) <= now.getTime()) return "expired";
  return one.answers.length >= one.needed ? "approved" : "waiting";
}
