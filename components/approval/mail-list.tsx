import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { Delivery } from "#lib/domain/mail/mail.ts";

/** Who was asked by mail, and what the mail server said; null = no mail is sent from here. */
export function MailList({ mails }: { readonly mails: readonly Delivery[] | null }) {
  const t = useTranslations("approval.mail");
  if (mails === null || mails.length === 0)
    return <p className="text-xs text-ink-2">{mails === null ? t("off") : t("none")}</p>;
  return (
    <ul aria-label={t("title")} className="grid gap-1 text-xs text-ink-2">
      {mails.map(({ mailId, to, status, answer, at }) => (
        <li key={mailId} className="[overflow-wrap:anywhere]">
          {t(status === "waiting" && at !== null ? "retry" : status, { to: to.address, answer })}{" "}
          {at === null ? null : <Time at={at} look="zone" />}
        </li>
      ))}
    </ul>
  );
}
