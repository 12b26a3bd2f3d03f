import type { Actor, Role } from "#lib/domain/actor.ts";
import { AppError } from "#lib/domain/errors.ts";

export type Permission =
  | "overview.read"
  /** Say that an open alert was seen, and what is done about it. */
  | "alert.acknowledge"
  | "run.read"
  | "history.read"
  | "run.plan"
  | "run.start"
  | "run.control"
  | "run.decide"
  | "run.confirm-override"
  | "run.approve"
  /** To put one's name and comment under the report of a finished run. */
  | "run.sign-off"
  | "drill.start"
  /** To say, for the audit, what no capture holds. */
  | "capture.answer"
  /** How many messages are stranded at home, never what they say. */
  | "stranded.count"
  /** What stranded messages say: private content. */
  | "stranded.read"
  | "stranded.waive"
  /** To have old records go, as the pool's retention says. */
  | "audit.purge"
  | "settings.write"
  | "people.read"
  | "people.write"
  /** One's own sessions, and saying again who one is. */
  | "self.manage";

const everyone: readonly Permission[] = ["overview.read", "run.read", "history.read", "self.manage"];

/** The one table of who may do what. Administrators manage settings and people, not runs. */
export const permissions: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: everyone,
  manager: [
    ...everyone,
    "alert.acknowledge",
    "run.approve",
    "run.sign-off",
    "run.confirm-override",
    "audit.purge",
    "stranded.count",
    "stranded.read",
    "stranded.waive",
  ],
  operator: [
    ...everyone,
    "alert.acknowledge",
    "run.plan",
    "run.start",
    "run.control",
    "run.decide",
    "run.confirm-override",
    "drill.start",
    "capture.answer",
    "stranded.count",
    "stranded.waive",
  ],
  "drill-operator": [...everyone, "run.plan", "drill.start"],
  administrator: [...everyone, "settings.write", "people.read", "people.write"],
};

/** Whether somebody of this role holds a permission; a role that is not in the table holds none. */
export function hasPermission(actor: { readonly role: Role | null }, permission: Permission): boolean {
  return actor.role !== null && Object.hasOwn(permissions, actor.role) && permissions[actor.role].includes(permission);
}

/** First line of every service verb. @throws AppError "not-allowed" */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (hasPermission(actor, permission)) return;
  throw new AppError("not-allowed", `${actor.name} (${actor.role}) may not do this: ${permission}`, {
    data: { permission, role: actor.role },
  });
}

/** Whether an actor may do this to a run of one procedure: a harmless drill is also a drill operator's. */
export function mayRun(
  actor: Actor,
  permission: "run.start" | "run.control" | "run.decide",
  procedure: string,
): boolean {
  return hasPermission(actor, procedure === "drill" ? "drill.start" : permission);
}

/** The same, once a verb knows which procedure it is about; "drill.start" is its first line. @throws AppError "not-allowed" */
export function requireForRun(
  actor: Actor,
  permission: "run.start" | "run.control" | "run.decide",
  procedure: string,
): void {
  if (!mayRun(actor, permission, procedure)) requirePermission(actor, permission);
}
