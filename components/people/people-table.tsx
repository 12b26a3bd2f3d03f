import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { byLanguage } from "#components/ui/by-language.ts";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Person } from "#lib/domain/people/people-port.ts";

type PeopleTableProps = { readonly people: readonly Person[] };

export function PeopleTable({ people }: PeopleTableProps) {
  const t = useTranslations("people");
  const roles = useTranslations("roles");
  const compare = byLanguage(useLocale());
  const sorted = [...people].sort((a, b) => compare(a.name, b.name));
  return (
    <div className="tw">
      <table className="tbl stk">
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("role")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col">{t("factor")}</th>
            <th scope="col">{t("seen")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((person) => (
            <tr key={person.id}>
              <td>
                <Link href={`/people/${person.id}`} className="font-medium">
                  {person.name}
                </Link>
                <span className="block text-xs text-ink-2 [overflow-wrap:anywhere]">{person.email}</span>
              </td>
              <td data-label={t("role")}>{roles(person.role ?? "none")}</td>
              <td data-label={t("state")}>
                <Status tone={person.disabled ? "idle" : "ok"}>{t(person.disabled ? "disabled" : "active")}</Status>
              </td>
              <td data-label={t("factor")}>{t(person.hasSecondFactor ? "withFactor" : "withoutFactor")}</td>
              <td data-label={t("seen")}>
                {person.seenAt === null ? t("never") : <Time at={person.seenAt} look="day" />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
