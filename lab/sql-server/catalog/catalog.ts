import { statementFor } from "#lab/sql-server/commands/all.ts";
import type {
  Catalog,
  Procedure,
  Session,
  SqlValue,
  StatementHandler,
  TableChange,
  TableSource,
} from "#lab/sql-server/contract.ts";
import { procedureFor } from "#lab/sql-server/procedures/all.ts";
import { hasQuorum } from "#lab/world/database.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { products } from "#lab/world/products.ts";
import { refuse } from "#lab/world/refuse.ts";
import { assertMayEnter, impersonated } from "./entry.ts";
import { propertyOf } from "./properties.ts";
import { assertMayCall, assertMayRead, columnsFor } from "./rights.ts";
import { systemViews } from "./system-views.ts";
import { agentDatetime, chatFunction, chatTable } from "./views-chat.ts";
import { sqlText } from "./views-more.ts";
import { msdbSpecs, msdbTable } from "./views-msdb.ts";
import { objectViews } from "./views-objects.ts";
import { principalViews } from "./views-principals.ts";
import { volumeStats } from "./views-server.ts";

type At = { readonly database: string; readonly schema: string; readonly name: string };

/** Everything T-SQL can name on one instance of the world. */
export class InstanceCatalog implements Catalog {
  readonly #instance: InstanceWorld;

  constructor(instance: InstanceWorld) {
    this.#instance = instance;
  }

  localNow(): Date {
    return this.#instance.localNow();
  }
  utcNow(): Date {
    return this.#instance.utcNow();
  }
  serverName(): string {
    return this.#instance.name;
  }
  version(): readonly [number, number, number] {
    return products[this.#instance.product.name].version;
  }

  database(name: string) {
    const db = this.#instance.database(name);
    return db ? { id: db.id, name: db.name, stateDesc: db.state } : null;
  }
  databaseById(id: number): string | null {
    return this.#instance.databases().find((db) => db.id === id)?.name ?? null;
  }

  assertUsable(name: string): void {
    const db = this.#instance.database(name);
    if (!db) throw refuse(911, `Database '${name}' does not exist. Make sure that the name is entered correctly.`);
    if (db.mirroring?.role === "MIRROR")
      throw refuse(954, `The database "${db.name}" cannot be opened. It is acting as a mirror database.`, {
        class: 14,
      });
    if (!hasQuorum(db))
      throw refuse(
        955,
        `Database ${db.name} is enabled for Database Mirroring, but the database lacks quorum: the database cannot be opened. Check the partner and witness connections if configured.`,
        { class: 14 },
      );
    if (db.state === "RESTORING")
      throw refuse(927, `Database '${db.name}' cannot be opened. It is in the middle of a restore.`, {
        class: 14,
        state: 2,
      });
    if (db.state === "RECOVERING")
      throw refuse(922, `Database '${db.name}' is being recovered. Waiting until recovery is finished.`, { class: 14 });
    if (db.state === "OFFLINE")
      throw refuse(942, `Database '${db.name}' cannot be opened because it is offline.`, { class: 14 });
    if (db.state === "SUSPECT")
      throw refuse(
        926,
        `Database '${db.name}' cannot be opened. It has been marked SUSPECT by recovery. See the SQL Server errorlog for more information.`,
        { class: 14 },
      );
  }

  assertMayEnter(session: Session, database: string): void {
    assertMayEnter(this.#instance, session, database);
  }
  impersonated(session: Session, scope: "login" | "user", name: string): string {
    return impersonated(this.#instance, { database: session.database, scope, name });
  }

  table(session: Session, at: At): TableSource | null {
    assertMayRead(this.#instance, session, at);
    const name = at.name.toLowerCase();
    const schema = at.schema.toLowerCase();
    const isMaster = at.database.toLowerCase() === "master";
    const scoped = objectViews[`${schema}.${name}`] ?? principalViews[`${schema}.${name}`];
    const db = this.#instance.database(at.database);
    if (scoped && db) {
      this.assertUsable(at.database);
      return scoped({ instance: this.#instance, session, db });
    }
    if (schema === "sys" || (isMaster && (name === "sysprocesses" || name === "sysdatabases")))
      return systemViews[`${schema || "dbo"}.${name}`]?.(this.#instance, session) ?? null;
    if (schema !== "" && schema !== "dbo") return null;
    this.assertUsable(at.database);
    if (at.database.toLowerCase() === "msdb") return msdbTable(this.#instance, name);
    const found = chatTable(this.#instance, session, { database: at.database, name });
    return found && { ...found, columns: columnsFor(this.#instance, session, at, found.columns) };
  }

  write(_session: Session, at: At, change: TableChange): number | null {
    const name = at.name.toLowerCase();
    if (at.database.toLowerCase() !== "msdb" || msdbSpecs[name] === undefined) return null;
    const rows = this.#instance.msdb(name);
    if (change.kind === "insert") return rows.push(...change.rows.map((row) => ({ ...row }))) && change.rows.length;
    if (change.kind === "delete") return this.#instance.dropMsdbRows(name, change.match);
    const matched = rows.filter((row) => change.match(row));
    for (const row of matched) Object.assign(row, change.set(row));
    return matched.length;
  }

  tableFunction(session: Session, at: At, args: readonly SqlValue[]): TableSource | null {
    assertMayRead(this.#instance, session, at);
    if (at.schema.toLowerCase() !== "sys") return null;
    const name = at.name.toLowerCase();
    if (name === "dm_exec_sql_text") return sqlText(this.#instance, args);
    return name === "dm_os_volume_stats" ? volumeStats(this.#instance, args) : null;
  }

  scalarFunction(at: At, args: readonly SqlValue[]) {
    const database = at.database.toLowerCase();
    if (database === "msdb" && at.name.toLowerCase() === "agent_datetime") return agentDatetime(args);
    if (database !== "mgc") return null;
    this.assertUsable(at.database);
    return chatFunction(at.name, args);
  }

  property(session: Session, fn: string, args: readonly SqlValue[]) {
    return propertyOf(this.#instance, { session, fn, args });
  }

  procedure(session: Session, at: At): Procedure | null {
    const found = procedureFor(this.#instance, at.name);
    if (found) assertMayCall(this.#instance, session, at.name);
    return found;
  }

  statement(firstWords: string): StatementHandler | null {
    return statementFor(this.#instance, firstWords);
  }

  unsupported(what: string): void {
    this.#instance.world.refusals.push(`${this.#instance.name}: ${what}`);
  }
}
