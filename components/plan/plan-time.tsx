import { useTranslations } from "next-intl";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { PlanView, Span } from "#lib/domain/views/plan-view.ts";
import { mayLoseChat } from "./may-lose-chat.ts";
import { useSpan } from "./use-span.ts";

type PlanTimeProps = { readonly plan: PlanView };

/** Time until users are back in the order chosen, then the whole run, against the target. */
export function PlanTime({ plan }: PlanTimeProps) {
  const t = useTranslations("plan.figures");
  const span = useSpan();
  const duration = useDuration();
  const { time, targets } = plan;
  const mine = plan.order === "users-first" ? time.finish?.usersFirst : time.finish?.protectionFirst;
  const shown = mine?.users ?? time.total;
  const verdict = verdictOf(shown, targets.recoveryTimeSeconds);
  return (
    <div className="px-4 py-3">
      <dt className="lbl">{t(mine ? "usersBack" : "time")}</dt>
      <dd className="text-xl font-semibold">{span(shown)}</dd>
      <dd className="text-xs text-ink-2">
        {mine ? <span className="block">{t("whole", { time: span(time.total) })}</span> : null}
        {mayLoseChat(plan) ? (
          <span className="flex flex-wrap gap-x-2">
            {t("timeTarget", { target: duration(targets.recoveryTimeSeconds) })}
            <Status tone={verdict.tone}>{t(verdict.word)}</Status>
          </span>
        ) : null}
        <span className="block">
          {time.runs === 0 ? t("noRuns") : t("runs", { runs: time.runs })}
          {time.notMeasured === 0 ? null : ` ${t("notMeasured", { count: time.notMeasured })}`} {t("withoutPeople")}
        </span>
      </dd>
    </div>
  );
}

function verdictOf(span: Span, targetSeconds: number) {
  if (span.fewest > targetSeconds) return { tone: "bad", word: "missed" } as const;
  if (span.most === null) return { tone: "unknown", word: "open" } as const;
  return span.most <= targetSeconds
    ? ({ tone: "ok", word: "met" } as const)
    : ({ tone: "warn", word: "perhaps" } as const);
}
