import { z } from "zod";

const policy = z
  .object({
    /** How many people other than the one who asks must approve; each counts once. */
    needed: z.number().int().min(1).max(5).default(1),
    /** Whether a run may start without, with a reason that stays with it for ever. */
    emergency: z.boolean().default(false),
    /** How long a request and its approvals count; never longer than the plan itself. */
    lifeMinutes: z.number().int().min(5).max(60).default(30),
  })
  .strict();

/** Which procedures need approval. A procedure that is left out needs none. */
export const approvalsSchema = z
  .object({
    failover: policy,
    switchover: policy,
    "mirror-failover": policy,
    failback: policy,
    "fence-returned-home": policy,
    "re-protect": policy,
    drill: policy,
  })
  .partial()
  .strict();

export type ApprovalPolicy = z.infer<typeof policy>;
