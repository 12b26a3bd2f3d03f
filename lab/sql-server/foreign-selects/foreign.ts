import type { World } from "#lab/world/world.ts";

export type Cell = string | number | boolean | Date | Buffer | null;
export type Rows = readonly (readonly Cell[])[];

/** One statement as a DBA would type it: what it must give, told from the world and never from the engine's answer. */
export type Foreign = {
  /** Host of the instance. */
  readonly at: "sqlmi01" | "sqlmi02" | "sqlto01" | "sqlto02";
  readonly sql: string;
} & (
  | { readonly columns: string; readonly rows: (world: World) => Rows }
  | { readonly columns: string; readonly holds: (rows: Rows, world: World) => boolean }
  | { readonly error: number; readonly line: number }
);

export const databaseNames = (world: World, host: string): readonly string[] =>
  world
    .instance(host)
    ?.databases()
    .map((db) => db.name) ?? [];

/** Rows of an msdb table as the world keeps them. */
export const msdbOf = (world: World, host: string, table: string) => world.instance(host)?.msdb(table) ?? [];

/** What the principal at home holds. */
export function mgcAtHome(world: World) {
  const db = world.instance("sqlmi01")?.database("mgc");
  if (!db) throw new TypeError("no mgc at home");
  const messages = db.content.messages.flatMap((index) => {
    const message = world.messages[index];
    return message ? [message] : [];
  });
  return { db, messages };
}
