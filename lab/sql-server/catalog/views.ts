import type { Session, TableSource } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";

/** By "schema.name" in lower case. */
export type Views = Readonly<Record<string, (instance: InstanceWorld, session: Session) => TableSource>>;
