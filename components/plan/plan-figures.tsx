import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanLoss } from "./plan-loss.tsx";
import { PlanTime } from "./plan-time.tsx";

type PlanFiguresProps = { readonly plan: PlanView };

/** A fence of home and what protects home again move nobody: there is nothing to lose. */
export const mayLoseChat = ({ procedure }: Pick<PlanView, "procedure">) =>
  procedure !== "re-protect" && procedure !== "fence-returned-home";

export function PlanFigures({ plan }: PlanFiguresProps) {
  return (
    <dl className="divide-y divide-line">
      {mayLoseChat(plan) ? <PlanLoss plan={plan} /> : null}
      <PlanTime plan={plan} />
    </dl>
  );
}
