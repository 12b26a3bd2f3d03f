import { useTranslations } from "next-intl";
import { ActionForm } from "#components/ui/action-form.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Status } from "#components/ui/status.tsx";

type PoolChoiceProps = {
  readonly pools: readonly { readonly fqdn: string; readonly isShown: boolean }[];
  readonly action: FormAction<{ readonly fqdn: string }>;
};

/** The pools of this console in which the reader has a role, and at which of them all pages look. */
export function PoolChoice({ pools, action }: PoolChoiceProps) {
  const t = useTranslations("settings");
  return (
    <ul className="grid gap-2 px-4 py-3">
      {pools.map(({ fqdn, isShown }) => (
        <li key={fqdn} className="flex flex-wrap items-center gap-3">
          <span className="font-mono [overflow-wrap:anywhere]">{fqdn}</span>
          {isShown ? (
            <Status tone="info">{t("shown")}</Status>
          ) : (
            <ActionForm
              action={action}
              hidden={{ fqdn }}
              label={t("show")}
              ariaLabel={t("showNamed", { fqdn })}
              look="btn btn-s"
            />
          )}
        </li>
      ))}
    </ul>
  );
}
