import type { Session } from "#lab/sql-server/contract.ts";
import { loginNow } from "#lab/sql-server/sql/impersonation.ts";
import { hasQuorum } from "#lab/world/database.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { loginOf, loginWithSid, mayEnter } from "#lab/world/principals.ts";
import { refuse } from "#lab/world/refuse.ts";
import { isPlain } from "./rights.ts";

/** A sysadmin enters everywhere; anybody else needs a user. System databases have a guest. */
export function assertMayEnter(instance: InstanceWorld, session: Session, database: string): void {
  const db = instance.database(database);
  if (!db || db.id <= 4 || !isPlain(instance, session)) return;
  const login = loginNow(session);
  if (mayEnter(instance.state, db, login)) return;
  throw refuse(
    916,
    `The server principal "${login}" is not able to access the database "${db.name}" under the current security context.`,
    { class: 14 },
  );
}

/** HAS_DBACCESS(name) */
export function hasAccess(instance: InstanceWorld, session: Session, name: string): boolean {
  const db = instance.database(name);
  if (db?.state !== "ONLINE" || db.mirroring?.role === "MIRROR" || !hasQuorum(db)) return false;
  return db.id <= 4 || !isPlain(instance, session) || mayEnter(instance.state, db, loginNow(session));
}

/** The login behind EXECUTE AS LOGIN or EXECUTE AS USER. */
export function impersonated(
  instance: InstanceWorld,
  at: { readonly database: string; readonly scope: "login" | "user"; readonly name: string },
): string {
  if (at.scope === "login") {
    const login = loginOf(instance.state, at.name);
    if (login) return login.name;
    throw refuse(
      15406,
      `Cannot execute as the server principal because the principal "${at.name}" does not exist, this type of principal cannot be impersonated, or you do not have permission.`,
    );
  }
  const user = instance.database(at.database)?.users.find((one) => one.name.toLowerCase() === at.name.toLowerCase());
  const login = user ? loginWithSid(instance.state, user.sid) : null;
  if (login) return login.name;
  throw refuse(
    15517,
    `Cannot execute as the database principal because the principal "${at.name}" does not exist, this type of principal cannot be impersonated, or you do not have permission.`,
  );
}
