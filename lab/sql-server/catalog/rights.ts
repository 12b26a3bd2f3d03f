import type { Column, Session } from "#lab/sql-server/contract.ts";
import { SqlError } from "#lab/sql-server/sql/errors.ts";
import { loginNow } from "#lab/sql-server/sql/impersonation.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { loginOf, loginWithSid } from "#lab/world/principals.ts";
import { refuse } from "#lab/world/refuse.ts";

type At = { readonly database: string; readonly schema: string; readonly name: string };
const sysadmins = new Set(["sa", "console"]);

/** A login of this instance that is no sysadmin. */
export function isPlain(instance: InstanceWorld, session: Session): boolean {
  const login = loginNow(session);
  const known = loginOf(instance.state, login);
  const isLost = login.toLowerCase() === "console" && instance.world.faults.has(`rights-lost:${instance.name}`);
  return (isLost || !sysadmins.has(login.toLowerCase())) && known !== null && !known.grants?.includes("SYSADMIN");
}

/** Whether this session holds a server permission, by grant or as sysadmin. */
export function holds(instance: InstanceWorld, session: Session, permission: string): boolean {
  if (!isPlain(instance, session)) return true;
  return loginOf(instance.state, loginNow(session))?.grants?.includes(permission.toUpperCase()) ?? false;
}

/** Own sessions only, and no error: these show less to whoever may see less. */
const narrowed = new Set(["dm_exec_sessions", "dm_exec_requests"]);

/** Throws 229 for a table, 300 and 297 for a view of the server's state. */
export function assertMayRead(instance: InstanceWorld, session: Session, at: At): void {
  if (!isPlain(instance, session)) return;
  const name = at.name.toLowerCase();
  if (at.schema.toLowerCase() === "sys") {
    if (!name.startsWith("dm_") || narrowed.has(name) || holds(instance, session, "VIEW SERVER STATE")) return;
    throw both(
      refuse(300, "VIEW SERVER STATE permission was denied on object 'server', database 'master'.", { class: 14 }),
      refuse(297, "The user does not have permission to perform this action."),
    );
  }
  if (at.database.toLowerCase() === "master" && name.startsWith("sys")) return;
  if (mayReadTable(instance, session, at)) return;
  throw refuse(
    229,
    `The SELECT permission was denied on the object '${at.name}', database '${at.database}', schema '${at.schema || "dbo"}'.`,
    { class: 14, state: 5 },
  );
}

function mayReadTable(instance: InstanceWorld, session: Session, at: At): boolean {
  const held = heldIn(instance, session, at.database);
  return held === "all" || held.some((each) => each.split(".")[0] === at.name.toLowerCase());
}

/** What the login may read in a database: all of it, or these tables and columns. */
function heldIn(instance: InstanceWorld, session: Session, database: string): "all" | readonly string[] {
  const login = loginOf(instance.state, loginNow(session));
  const db = instance.database(database);
  if (!login || !db) return "all";
  if (db.ownerSid === login.sid && loginWithSid(instance.state, db.ownerSid)) return "all";
  const user = db.users.find((one) => one.sid === login.sid);
  const isReader = user?.roles.some((role) => role === "db_owner" || role === "db_datareader") ?? false;
  return isReader ? "all" : (user?.mayRead ?? []);
}

/** The table's columns, with a mark on those that this login may not read: it holds rights on some columns alone. */
export function columnsFor(instance: InstanceWorld, session: Session, at: At, columns: readonly Column[]) {
  const table = at.name.toLowerCase();
  const held = isPlain(instance, session) ? heldIn(instance, session, at.database) : "all";
  if (held === "all" || held.includes(table)) return columns;
  const denied = { object: at.name, database: at.database };
  return columns.map((column) =>
    held.includes(`${table}.${column.name.toLowerCase()}`) ? column : { ...column, denied },
  );
}

/** HAS_PERMS_BY_NAME for SELECT on a table by its three-part name, or on one of its columns; null when it cannot be looked at. */
export function maySelect(instance: InstanceWorld, session: Session, name: string, column: string | null) {
  const [database = "", , table = ""] = name.split(".");
  const db = instance.database(database);
  if (db?.state !== "ONLINE" || db.mirroring?.role === "MIRROR") return null;
  if (!isPlain(instance, session)) return 1;
  const held = heldIn(instance, session, database);
  if (held === "all" || held.includes(table.toLowerCase())) return 1;
  return column !== null && held.includes(`${table}.${column}`.toLowerCase()) ? 1 : 0;
}

/** Two errors of one refusal, the reason first. */
function both(first: SqlError, last: SqlError): SqlError {
  return new SqlError({ ...last.shape(0), preceding: first });
}

/** The name after the statement's first words, unquoted. */
const named = (tokens: readonly { readonly text: string }[], at: number): string => tokens[at]?.text ?? "";

/** Throws what a statement of this kind gives to whoever has no right to it; nothing when he may, or when nobody needs one. */
export function assertMayDo(
  instance: InstanceWorld,
  session: Session,
  at: { readonly words: string; readonly tokens: readonly { readonly text: string }[] },
): void {
  if (!isPlain(instance, session)) return;
  const [first = "", second = ""] = at.words.split(" ");
  const name = named(at.tokens, 2);
  if (first === "BACKUP")
    throw both(
      refuse(262, `BACKUP ${second} permission denied in database '${name}'.`, { class: 14 }),
      refuse(3013, `BACKUP ${second} is terminating abnormally.`),
    );
  const isLook = first === "RESTORE" && second !== "DATABASE" && second !== "LOG";
  if (isLook && holds(instance, session, "CREATE ANY DATABASE")) return;
  if (first === "RESTORE")
    throw both(
      !isLook
        ? refuse(3110, `User does not have permission to RESTORE database '${name}'.`, { class: 14 })
        : refuse(262, "CREATE DATABASE permission denied in database 'master'.", { class: 14 }),
      refuse(3013, `RESTORE ${second} is terminating abnormally.`),
    );
  if (first === "KILL")
    throw refuse(6102, "User does not have permission to use the KILL statement.", { class: 14, state: 2 });
  if (at.words === "CREATE DATABASE")
    throw refuse(262, "CREATE DATABASE permission denied in database 'master'.", { class: 14 });
  if (at.words === "DROP DATABASE")
    throw refuse(3701, `Cannot drop the database '${name}', because it does not exist or you do not have permission.`, {
      class: 11,
    });
  if (at.words === "ALTER DATABASE")
    throw both(
      refuse(
        5011,
        `User does not have permission to alter database '${name}', the database does not exist, or the database is not in a state that allows access checks.`,
        { class: 14, state: 5 },
      ),
      refuse(5069, "ALTER DATABASE statement failed."),
    );
  if (first === "GRANT") throw refuse(4613, "Grantor does not have GRANT permission.", { class: 16 });
  if (first === "DBCC" || first === "CREATE" || first === "ALTER" || first === "DROP")
    throw refuse(15247, "User does not have permission to perform this action.");
}

const forEverybody = new Set([
  "sp_who",
  "sp_who2",
  "sp_helpdb",
  "sp_helpfile",
  "sp_getapplock",
  "sp_releaseapplock",
  "xp_fixeddrives",
]);

/** In msdb's role for the monitor of mirroring. */
function isMonitor(instance: InstanceWorld, session: Session): boolean {
  const sid = loginOf(instance.state, loginNow(session))?.sid;
  return (
    instance.database("msdb")?.users.some((user) => user.sid === sid && user.roles.includes("dbm_monitor")) ?? false
  );
}

/** Log shipping is for sysadmin; the Agent's procedures are granted to roles in msdb that nobody here has. */
export function assertMayCall(instance: InstanceWorld, session: Session, procedure: string): void {
  const name = procedure.toLowerCase();
  if (!isPlain(instance, session) || forEverybody.has(name) || name.startsWith("xp_")) return;
  if (name === "sp_dbmmonitorresults" && isMonitor(instance, session)) return;
  if (name === "sp_readerrorlog") {
    if (holds(instance, session, "SECURITYADMIN")) return;
    throw refuse(15_003, "Only members of the securityadmin role can execute this stored procedure.");
  }
  if (name.includes("log_shipping")) throw refuse(15247, "User does not have permission to perform this action.");
  throw refuse(229, `The EXECUTE permission was denied on the object '${procedure}', database 'msdb', schema 'dbo'.`, {
    class: 14,
    state: 5,
  });
}
