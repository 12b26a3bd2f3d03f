import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { mayLoseChat } from "./may-lose-chat.ts";
import { PlanLoss } from "./plan-loss.tsx";
import { PlanTime } from "./plan-time.tsx";

type PlanFiguresProps = { readonly plan: PlanView };

export function PlanFigures({ plan }: PlanFiguresProps) {
  return (
    <dl className="divide-y divide-line">
      {mayLoseChat(plan) ? <PlanLoss plan={plan} /> : null}
      <PlanTime plan={plan} />
    </dl>
  );
}
