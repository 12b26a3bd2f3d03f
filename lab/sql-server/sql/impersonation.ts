import type { Session } from "#lab/sql-server/contract.ts";

const key = "execute as";

function stackOf(session: Session): string[] {
  const held = session.state.get(key);
  if (Array.isArray(held)) return held;
  const fresh: string[] = [];
  session.state.set(key, fresh);
  return fresh;
}

/** EXECUTE AS LOGIN: who asks from here on. */
export function impersonate(session: Session, login: string): void {
  stackOf(session).push(login);
}

/** REVERT; nothing happens when there is nothing to go back from. */
export function revert(session: Session): void {
  stackOf(session).pop();
}

export function loginNow(session: Session): string {
  return stackOf(session).at(-1) ?? session.login;
}
