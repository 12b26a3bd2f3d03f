import type { SqlValue } from "#lab/sql-server/contract.ts";
import type { TokenReader } from "./reader.ts";

export type WithOptions = {
  readonly flags: ReadonlySet<string>;
  readonly values: Readonly<Record<string, SqlValue>>;
  readonly moves: Readonly<Record<string, string>>;
};

/** WITH a, b = value, MOVE 'x' TO 'y' … to the end of the statement. */
export function readWith(reader: TokenReader): WithOptions {
  const flags = new Set<string>();
  const values: Record<string, SqlValue> = {};
  const moves: Record<string, string> = {};
  if (reader.take("WITH"))
    do {
      if (reader.take("MOVE")) {
        const logical = reader.text().toLowerCase();
        reader.expect("TO");
        moves[logical] = reader.text();
        continue;
      }
      const name = reader.name().toUpperCase();
      flags.add(name);
      if (reader.take("=")) values[name] = reader.value();
    } while (reader.take(","));
  reader.take(";");
  if (!reader.done) throw reader.wrong();
  return { flags, values, moves };
}

/** TO | FROM { DISK = 'path' | @path }: one device, as the lab has. */
export function readDevice(reader: TokenReader): string {
  if (reader.take("DISK")) {
    reader.expect("=");
    return reader.text();
  }
  throw reader.wrong();
}
