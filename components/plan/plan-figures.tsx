import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanLoss } from "./plan-loss.tsx";
import { PlanTime } from "./plan-time.tsx";

type PlanFiguresProps = { readonly plan: PlanView };

export function PlanFigures({ plan }: PlanFiguresProps) {
  return (
    <dl className="divide-y divide-line">
      <PlanLoss plan={plan} />
      <PlanTime plan={plan} />
    </dl>
  );
}
