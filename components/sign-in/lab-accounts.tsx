import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";

export type LabAccount = {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly password: string;
};
type LabAccountsProps = { readonly accounts: readonly LabAccount[]; readonly onUse: (account: LabAccount) => void };

export function LabAccounts({ accounts, onUse }: LabAccountsProps) {
  const t = useTranslations("signIn");
  const roles = useTranslations("roles");
  if (accounts.length === 0) return null;
  return (
    <section className="mt-6 border-t border-line pt-4" aria-labelledby="lab-accounts">
      <h2 id="lab-accounts">{t("lab")}</h2>
      <p className="text-ink-2">{t("labMeans")}</p>
      <ul className="mt-2 grid gap-2">
        {accounts.map((account) => (
          <li key={account.email} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <div className="min-w-0 flex-1 basis-60">
              <span className="font-medium">{account.name}</span>{" "}
              <span className="tag">{textOr(roles, account.role, account.role)}</span>
              <code className="block [overflow-wrap:anywhere]">{account.email}</code>
              <code className="block [overflow-wrap:anywhere]">{account.password}</code>
            </div>
            <button type="button" className="btn btn-s" onClick={() => onUse(account)}>
              {t("use", { name: account.name })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
