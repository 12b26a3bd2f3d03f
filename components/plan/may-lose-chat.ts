import type { PlanView } from "#lib/domain/views/plan-view.ts";

/** A fence of home, what protects home again and a harmless drill move nobody: there is nothing to lose. */
export const mayLoseChat = ({ procedure }: Pick<PlanView, "procedure">) =>
  procedure !== "re-protect" && procedure !== "fence-returned-home" && procedure !== "drill";
