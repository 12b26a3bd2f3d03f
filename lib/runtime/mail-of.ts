import { makeSmtpPort } from "#lib/adapters/mail/smtp-port.ts";
import type { Credential } from "#lib/adapters/secrets/read-credentials.ts";
import type { MailPort } from "#lib/domain/mail/mail-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";

/** A pool's mail server; null where it names none. @throws AppError "bad-input" for a credential that is not there */
export function mailOf({ mail }: Pick<Pool, "mail">, credential: (name: string) => Credential): MailPort | null {
  if (mail === undefined) return null;
  return makeSmtpPort(mail, mail.credential === undefined ? null : credential(mail.credential));
}
