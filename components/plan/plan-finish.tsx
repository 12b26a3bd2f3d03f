import { useTranslations } from "next-intl";
import { useDuration } from "#components/ui/use-duration.ts";
import type { PlanView } from "#lib/domain/views/run-view.ts";

type PlanFinishProps = { readonly finish: NonNullable<PlanView["finish"]>; readonly order: PlanView["order"] };

/** Both orders with both times; the plan's own is marked. */
export function PlanFinish({ finish, order }: PlanFinishProps) {
  const t = useTranslations("plan.finish");
  const duration = useDuration();
  const rows = [
    { id: "users-first", times: finish.usersFirst },
    { id: "protection-first", times: finish.protectionFirst },
  ] as const;
  return (
    <table className="mt-2 w-full text-xs">
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("order")}</th>
          <th scope="col">{t("users")}</th>
          <th scope="col">{t("protection")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.id === order ? "font-semibold" : "text-ink-2"}>
            <td>
              {t(row.id)} {row.id === order ? <span className="tag">{t("chosen")}</span> : null}
            </td>
            <td>≈ {duration(row.times.users)}</td>
            <td>≈ {duration(row.times.protection)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
