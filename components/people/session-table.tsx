import { useTranslations } from "next-intl";
import { ActionForm } from "#components/ui/action-form.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Time } from "#components/ui/time.tsx";
import type { PersonSession } from "#lib/domain/people/people-port.ts";

type SessionTableProps = {
  readonly sessions: readonly PersonSession[];
  readonly currentId: string | null;
  readonly action: FormAction<void>;
};

/** Sessions with a button to end each; the one that asks is named. */
export function SessionTable({ sessions, currentId, action }: SessionTableProps) {
  const t = useTranslations("account.sessions");
  if (sessions.length === 0) return <p className="px-4 py-3 text-ink-2">{t("none")}</p>;
  return (
    <div className="tw">
      <table className="tbl stk">
        <thead>
          <tr>
            <th scope="col">{t("browser")}</th>
            <th scope="col">{t("since")}</th>
            <th scope="col">{t("seen")}</th>
            <th scope="col">{t("ends")}</th>
            <th scope="col">{t("end")}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <td className="[overflow-wrap:anywhere]">
                {session.browser === "" ? t("unknown") : session.browser}
                {session.id === currentId ? <span className="tag"> {t("this")}</span> : null}
              </td>
              <td data-label={t("since")}>
                <Time at={session.since} look="day" />
              </td>
              <td data-label={t("seen")}>
                <Time at={session.seenAt} look="day" />
              </td>
              <td data-label={t("ends")}>
                <Time at={session.endsAt} look="day" />
              </td>
              <td data-label={t("end")}>
                <ActionForm
                  action={action}
                  hidden={{ id: session.userId, sessionId: session.id }}
                  label={t("end")}
                  ariaLabel={t("endOne", { browser: session.browser === "" ? t("unknown") : session.browser })}
                  look="btn btn-s"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
