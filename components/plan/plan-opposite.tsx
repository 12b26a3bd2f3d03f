import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PlanView } from "#lib/domain/views/plan-view.ts";

const tones = {
  "proven-not-writable": "ok",
  writable: "bad",
  unreachable: "unknown",
  "answers-unproven": "unknown",
} as const;

type PlanOppositeProps = { readonly plan: PlanView };

/** Rule 1: each instance of the opposite side by name, and what it answered. Silence alone never counts. */
export function PlanOpposite({ plan }: PlanOppositeProps) {
  const t = useTranslations("plan.opposite");
  const back = useTranslations("plan.failback.opposite");
  const isFailback = plan.procedure === "failback";
  const own = plan.procedure === "fence-returned-home" || plan.procedure === "re-protect" ? plan.procedure : null;
  const names = { home: plan.homeName, other: plan.otherName };
  // On the way home the copy that serves is writable until the run fences it: no fault yet.
  const word = (verdict: PlanView["opposite"][number]["verdict"]) =>
    isFailback && verdict === "writable" ? back("serves") : t(verdict);
  if (plan.opposite.length === 0) return null;
  return (
    <Panel
      title={isFailback ? back("title", names) : own ? t(`${own}.title`, names) : t("title")}
      note={isFailback ? back("note") : t("note")}
    >
      <div className="tw">
        <table className="tbl stk">
          <thead>
            <tr>
              <th scope="col">{t("instance")}</th>
              <th scope="col">{t("verdict")}</th>
              <th scope="col">{t("answer")}</th>
              <th scope="col">{t("at")}</th>
            </tr>
          </thead>
          <tbody>
            {plan.opposite.map((each) => (
              <tr key={each.instance}>
                <td>
                  <code className="font-semibold">{each.instance}</code>
                </td>
                <td>
                  <Status tone={isFailback && each.verdict === "writable" ? "idle" : tones[each.verdict]}>
                    {word(each.verdict)}
                  </Status>
                </td>
                <td className="[overflow-wrap:anywhere]">{each.detail}</td>
                <td>
                  <Time at={each.at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="border-t border-line px-4 py-2 text-xs text-ink-2">
        {isFailback ? back("attest") : own ? t(`${own}.attest`) : t("attest")}
      </p>
    </Panel>
  );
}
