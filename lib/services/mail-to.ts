import { type Mail, mailsTo } from "#lib/domain/mail/mail.ts";
import type { ServiceConsole } from "./context.ts";
import { hasPermission, type Permission } from "./permissions.ts";

/**
 * The mails to everybody who holds a permission, but for one person; none where the pool file names no mail server. They go out
 * when an entry carries them as `data.mails`. @throws AppError "store-failed"
 */
export async function mailToHolders(
  console: Pick<ServiceConsole, "pool" | "people" | "ports">,
  of: { readonly permission: Permission; readonly butFor: string },
  about: Pick<Mail, "about" | "facts" | "path" | "endsAt">,
): Promise<readonly Mail[]> {
  if (console.pool.mail === undefined) return [];
  const people = await console.people.list();
  const holders = people.filter((p) => !p.disabled && p.id !== of.butFor && hasPermission(p, of.permission));
  return mailsTo(holders, { ...about, newId: console.ports.ids.newId });
}
