import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Status } from "#components/ui/status.tsx";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { cameBackAs, homeCopiesOf } from "./plan-facts.ts";

const tones = {
  intact: "ok",
  mirror: "ok",
  stale: "warn",
  broken: "bad",
  absent: "idle",
  unreachable: "unknown",
} as const;

type HomeCopiesProps = { readonly plan: PlanView };

/** What came back at home, instance by instance, and which path the run takes with it. */
export function HomeCopies({ plan }: HomeCopiesProps) {
  const t = useTranslations("plan.failback.home");
  const copies = homeCopiesOf(plan);
  if (copies.length === 0) return null;
  return (
    <Panel title={t("title", { home: plan.homeName })} note={t("note")}>
      <StackedTable heads={[t("instance"), t("found"), t("path")]}>
        {copies.map((copy) => {
          const as = cameBackAs(copy);
          return (
            <tr key={copy.instance}>
              <td>
                <code className="font-semibold">{copy.instance}</code>
              </td>
              <td data-label={t("found")}>
                <div>
                  <Status tone={tones[as]}>{t(`${as}.word`)}</Status>
                  <code className="block text-xs text-ink-3">
                    {copy.role === null ? copy.state : `${copy.state}, ${copy.role}`}
                  </code>
                </div>
              </td>
              <td data-label={t("path")} className="text-ink-2">
                {t(`${as}.path`, { state: copy.state })}
              </td>
            </tr>
          );
        })}
      </StackedTable>
    </Panel>
  );
}
