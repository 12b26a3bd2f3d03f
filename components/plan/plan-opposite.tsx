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
  if (plan.opposite.length === 0) return null;
  return (
    <Panel title={t("title")} note={t("note")}>
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
                  <Status tone={tones[each.verdict]}>{t(each.verdict)}</Status>
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
      <p className="border-t border-line px-4 py-2 text-xs text-ink-2">{t("attest")}</p>
    </Panel>
  );
}
