import { readApprovals } from "#lib/domain/approval/run-approval.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";
import { requireConfirmed } from "./require-confirmed.ts";

export type AnswerApprovalInput = {
  readonly planId: string;
  /** Of the plan as the person saw it. */
  readonly planHash: string;
  /** Of the loss manifest as the person saw it, which an approval signs; "" where the plan has none. */
  readonly manifestHash: string;
  readonly answer: "approve" | "refuse";
  readonly hasRead: boolean;
  readonly reason: string;
};

/**
 * A person's word on a request for approval, of exactly the plan he saw. Not safe to call twice: the second answer is a conflict.
 * @throws AppError "not-allowed" for whoever asked, "conflict" when nothing waits any more, "bad-input", "confirm-identity"
 */
export async function answerApproval(ctx: ServiceContext, input: AnswerApprovalInput): Promise<void> {
  requirePermission(ctx.actor, "run.approve");
  const { store, pool, ports } = ctx.console;
  const approvals = await readApprovals(store, { fqdn: pool.fqdn, now: ports.clock.now() });
  const asked = approvals.find((a) => a.planId === input.planId);
  if (!asked) throw new AppError("not-found", "nobody has asked for the approval of this plan");
  if (asked.requestedById === ctx.actor.id)
    throw new AppError("not-allowed", `${ctx.actor.name} asked for this approval; another person must answer`);
  if (asked.status !== "waiting") throw new AppError("conflict", whyClosed[asked.status]);
  if (asked.planHash !== input.planHash)
    throw new AppError("conflict", "the plan on your screen is not the one you were asked about; load the page again");
  if (input.answer === "approve" && (asked.manifestHash ?? "") !== input.manifestHash)
    throw new AppError(
      "conflict",
      "the loss manifest on your screen is not the one you were asked to sign; load the page again",
    );
  if (asked.answers.some((a) => a.personId === ctx.actor.id))
    throw new AppError("conflict", `${ctx.actor.name} has answered already; another person must approve too`);
  const isGiven = input.answer === "approve";
  if (isGiven && !input.hasRead)
    throw new AppError("bad-input", "say first that you have read what is lost and what cannot be undone");
  if (isGiven) requireConfirmed(ctx);
  const reason = input.reason.trim();
  if (!isGiven && reason === "") throw new AppError("bad-input", "refusing needs a reason");
  await store.recordEntry({
    stream: `pool:${pool.fqdn}`,
    kind: isGiven ? "approval-given" : "approval-refused",
    person: ctx.actor.name,
    data: {
      planId: asked.planId,
      planHash: asked.planHash,
      personId: ctx.actor.id,
      reason,
      loss: asked.loss,
      manifestHash: isGiven ? (asked.manifestHash ?? null) : null,
    },
  });
}

const whyClosed = {
  approved: "the plan is approved already",
  refused: "somebody refused this plan already",
  void: "a newer plan was made: this request is void, and nothing can be approved here any more",
  expired: "this request has expired; it must be asked again",
} as const;
