import type { AccessRule } from "#lib/domain/commands/queries/health/share-rights.ts";
import { isStepError } from "#lib/domain/errors.ts";
import type { Section } from "./readings.ts";

/** Who may do what with a folder: through its share, and in the folder itself. Whoever writes needs both. */
export type ShareRights = {
  readonly share: Section<readonly AccessRule[]>;
  readonly folder: Section<readonly AccessRule[]>;
};

/** What it means that Windows did not give a list: our rights do not show it, this Windows has no such cmdlet, or it failed. Pure. */
export function unreadRights(error: unknown): Exclude<Section<never>, { readonly kind: "read" }> {
  const why = error instanceof Error ? error.message : String(error);
  if (!isStepError(error)) return { kind: "failed", why };
  const told = `${error.causes.map(({ errorId }) => errorId ?? "").join()} ${String(error.data?.category ?? "")}`;
  if (/PermissionDenied|UnauthorizedAccess|System Error 5\b/.test(told)) return { kind: "not-visible", why };
  return { kind: told.includes("CommandNotFoundException") ? "not-available" : "failed", why };
}

/** Accounts that a list lets write, and those that it forbids it. Groups stand as they are: nobody here knows who is in them. Pure. */
export function writersIn(rules: readonly AccessRule[]) {
  const named = (isAllowed: boolean) => [
    ...new Set(rules.filter((each) => each.mayWrite && each.isAllowed === isAllowed).map(({ account }) => account)),
  ];
  return { allowed: named(true), denied: named(false) };
}

/** Whether a list lets everybody write who can sign in. Windows names these two in its own language. Pure. */
export function isOpenToAll(accounts: readonly string[]): boolean {
  return accounts.some((account) => everybody.test(account));
}

const everybody =
  /^(.*\\)?(everyone|jeder|tout le monde|todos|s-1-1-0|authenticated users|authentifizierte benutzer|utilisateurs authentifiés|usuarios autentificados|usuários autenticados|s-1-5-11)$/i;
