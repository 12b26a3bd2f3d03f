import { useTranslations } from "next-intl";
import { roles } from "#lib/domain/actor.ts";

type RoleFieldProps = { readonly label: string; readonly value: string; readonly withNone?: boolean };

export function RoleField({ label, value, withNone = false }: RoleFieldProps) {
  const t = useTranslations("roles");
  return (
    <label className="fld">
      {label}
      <select name="role" defaultValue={value} className="inp">
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(role)}
          </option>
        ))}
        {withNone ? <option value="none">{t("none")}</option> : null}
      </select>
    </label>
  );
}
