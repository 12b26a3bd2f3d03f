import { useTranslations } from "next-intl";
import { LossText } from "#components/run/loss-text.tsx";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { mayLoseChat } from "./may-lose-chat.ts";
import { useSpan } from "./use-span.ts";

type PlanGlanceProps = { readonly plan: PlanView };

/** On a phone loss and time stand on top: the panel with Start comes after all steps there. */
export function PlanGlance({ plan }: PlanGlanceProps) {
  const t = useTranslations("plan.figures");
  const span = useSpan();
  const { finish, total } = plan.time;
  const mine = plan.order === "users-first" ? finish?.usersFirst : finish?.protectionFirst;
  return (
    <dl className="panel only-m mb-3 grid-cols-2 px-4 py-2 max-[761px]:grid">
      {mayLoseChat(plan) ? (
        <div>
          <dt className="lbl">{t("loss")}</dt>
          <dd className="font-semibold">
            <LossText loss={plan.loss} />
          </dd>
        </div>
      ) : null}
      <div>
        <dt className="lbl">{t(mine ? "usersBack" : "time")}</dt>
        <dd className="font-semibold">{span(mine?.users ?? total)}</dd>
      </div>
    </dl>
  );
}
