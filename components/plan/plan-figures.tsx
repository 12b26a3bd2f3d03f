import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanLoss } from "./plan-loss.tsx";
import { PlanTime } from "./plan-time.tsx";

type PlanFiguresProps = { readonly plan: PlanView };

/** A fence of home, what protects home again and a harmless drill move nobody: there is nothing to lose. */
export const mayLoseChat = ({ procedure }: Pick<PlanView, "procedure">) =>
  procedure !== "re-protect" && procedure !== "fence-returned-home" && procedure !== "drill";

export function PlanFigures({ plan }: PlanFiguresProps) {
  return (
    <dl className="divide-y divide-line">
      {mayLoseChat(plan) ? <PlanLoss plan={plan} /> : null}
      <PlanTime plan={plan} />
    </dl>
  );
}
