import { useTranslations } from "next-intl";
import { PoolChoice } from "#components/settings/pool-choice.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

type OtherPoolProps = {
  readonly fqdn: string;
  /** Whether the reader has a role there. */
  readonly isOwn: boolean;
  readonly address: string;
  readonly action: FormAction<{ readonly fqdn: string }>;
};

/** An address of another pool's history: all pages look at one pool, so the reader changes it himself. */
export function OtherPool({ fqdn, isOwn, address, action }: OtherPoolProps) {
  const t = useTranslations("history.otherPool");
  return (
    <EmptyState title={t("title")}>
      <p className="max-w-prose">{t(isOwn ? "means" : "noRole", { fqdn })}</p>
      {isOwn ? <PoolChoice pools={[{ fqdn, isShown: false }]} action={action} to={address} /> : null}
    </EmptyState>
  );
}
