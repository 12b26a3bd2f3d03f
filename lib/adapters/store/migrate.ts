import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

const bookkeeping = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`;
const appliedRows = z.array(z.object({ migration_name: z.string(), checksum: z.string() }));

function loadMigrations(dir: string): readonly Migration[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      // A Windows checkout may turn line ends: the checksum must not care.
      const sql = readFileSync(join(dir, name, "migration.sql"), "utf8").replaceAll("\r\n", "\n");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

function pendingOrThrow(all: readonly Migration[], database: Database): readonly Migration[] {
  const rows = database
    .prepare(
      `SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    )
    .all();
  const done = new Map(appliedRows.parse(rows).map((row) => [row.migration_name, row.checksum]));
  return all.filter((migration) => {
    const checksum = done.get(migration.name);
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new AppError("store-failed", `migration ${migration.name} was changed after it was applied`);
    }
    return checksum === undefined;
  });
}

/**
 * Applies the migrations of `migrationsDir` in order, all in one transaction that also keeps a second starter out, and
 * records them as `prisma migrate deploy` does. Safe to call twice. Gives the names it applied.
 * @throws AppError "store-failed" when a migration was changed after it was applied or breaks a foreign key
 */
export function migrate(database: Database, migrationsDir: string): readonly string[] {
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = OFF"); // table rebuilds; checked below
  database.exec("BEGIN IMMEDIATE");
  try {
    database.exec(bookkeeping);
    const todo = pendingOrThrow(loadMigrations(migrationsDir), database);
    const record = database.prepare(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (?,?,?,?,?,1)`,
    );
    for (const migration of todo) {
      database.exec(migration.sql);
      record.run(randomUUID(), migration.checksum, migration.name, Date.now(), Date.now());
    }
    const broken = z.array(z.unknown()).parse(database.pragma("foreign_key_check"));
    if (broken.length > 0) throw new AppError("store-failed", "a migration broke foreign keys", { data: { broken } });
    database.exec("COMMIT");
    return todo.map((migration) => migration.name);
  } catch (e) {
    database.exec("ROLLBACK");
    throw e;
  }
}
