import { createHash } from "node:crypto";
import { AppError } from "#lib/domain/errors.ts";
import { manifestHash, type PlannedManifest } from "#lib/domain/loss-manifest/planned-manifest.ts";
import type { RunStore, StoredPlan } from "#lib/domain/store-port.ts";
import type { ApprovalPolicy } from "#lib/domain/topology/approvals.ts";
import { type Approval, approvalKinds, foldApprovals } from "./approval.ts";

/** On whose word a run started; part of its first event, and so of its report for ever. Absent: the policy asks for none. */
export type RunApproval =
  | {
      readonly kind: "given";
      readonly planHash: string;
      /** What everybody in `by` signed, as it was shown; its hash is SHA-256 over its canonical JSON. Absent in older journals. */
      readonly manifest?: { readonly hash: string; readonly content: PlannedManifest };
      readonly by: readonly { readonly person: string; readonly at: string; readonly reason: string }[];
    }
  | { readonly kind: "emergency"; readonly reason: string };

/** Approvals of a pool's plans, newest first. @throws AppError "store-failed" */
export async function readApprovals(
  store: Pick<RunStore, "entries">,
  at: { readonly fqdn: string; readonly now: Date },
) {
  return foldApprovals(await store.entries(`pool:${at.fqdn}`, approvalKinds, 400), at.now);
}

/** The loss interval that an approval is of: that of the plan as it is shown. Null = not known. */
export function approvedLoss(
  plan: StoredPlan,
): { readonly fewest: string | null; readonly most: string | null } | null {
  const loss = plan.view.loss ?? null;
  return loss === null ? null : { fewest: loss.fewest, most: loss.most };
}

/** The hash of the loss manifest as the plan shows it, computed anew; null where an older console made the plan. */
export function manifestHashOf({ view: { manifest } }: StoredPlan): string | null {
  return manifest === undefined ? null : manifestHash(manifest);
}

/** The hash of what is pinned, computed anew: a stored plan that was changed afterwards is not the one approved. */
export function hashOfPinned(plan: StoredPlan): string {
  return createHash("sha256").update(plan.pinned).digest("hex");
}

/**
 * On whose word this plan may start now; undefined where the policy asks for nobody. Pure.
 * @throws AppError "refused" saying what is missing
 */
export function approvalForStart(given: {
  readonly policy: ApprovalPolicy | undefined;
  readonly approval: Approval | undefined;
  readonly plan: StoredPlan;
  readonly starterId: string;
  readonly emergencyReason: string;
}): RunApproval | undefined {
  const { policy, approval, plan, starterId, emergencyReason } = given;
  if (policy === undefined) return undefined;
  const missing = whatIsMissing(given.approval, { plan, needed: policy.needed, starterId });
  if (missing === null && approval !== undefined) {
    const by = approval.answers.map(({ person, at, reason }) => ({ person, at, reason }));
    const manifest = signedManifest(approval);
    return { kind: "given", planHash: approval.planHash, ...(manifest && { manifest }), by };
  }
  if (emergencyReason === "") throw new AppError("refused", missing ?? "");
  if (!policy.emergency)
    throw new AppError("refused", `${missing}; the policy of this pool lets no ${plan.procedure} start without`);
  return { kind: "emergency", reason: emergencyReason };
}

function signedManifest({ manifest, manifestHash: hash }: Approval) {
  return manifest && hash ? { hash, content: manifest } : undefined;
}

function whatIsMissing(
  approval: Approval | undefined,
  at: { readonly plan: StoredPlan; readonly needed: number; readonly starterId: string },
): string | null {
  const people = at.needed === 1 ? "one other person" : `${at.needed} other people`;
  if (approval === undefined) return `a ${at.plan.procedure} needs the approval of ${people}: ask for it first`;
  if (approval.status === "void")
    return "a newer plan was made, so the approval of this one is void: ask for approval of the newer one";
  if (approval.status === "expired") return "the approval has expired: ask again";
  if (approval.status === "refused") {
    const no = approval.answers.find((a) => !a.isGiven);
    return `${no?.person ?? "somebody"} refused to approve it: ${no?.reason ?? ""}`;
  }
  const isSame =
    approval.planHash === hashOfPinned(at.plan) &&
    approval.planHash === at.plan.hash &&
    JSON.stringify(approval.loss) === JSON.stringify(approvedLoss(at.plan)) &&
    (approval.manifestHash ?? null) === manifestHashOf(at.plan);
  if (!isSame) return "the plan is not the one that was approved: make a new plan and ask for its approval";
  const others = approval.answers.filter((a) => a.personId !== at.starterId);
  if (approval.status === "waiting" || others.length < at.needed)
    return `${others.length} of ${at.needed} approvals are there`;
  return null;
}
