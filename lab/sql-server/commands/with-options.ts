import type { SqlValue } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
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

/** Options that SQL Server has and the lab does not. */
const others = new Set(
  "MIRROR ENCRYPTION MEDIAPASSWORD PASSWORD RESTART LOADHISTORY PARTIAL STOPATMARK STOPBEFOREMARK KEEP_REPLICATION KEEP_CDC NEW_BROKER ENABLE_BROKER ERROR_BROKER_CONVERSATIONS FILELISTONLY UNLOAD TRUNCATEONLY FILE_SNAPSHOT METADATA_ONLY".split(
    " ",
  ),
);

/** 155 for a word that is no option anywhere; 50001 for one that the lab lacks. */
export function unknownOption(instance: InstanceWorld, what: "BACKUP" | "RESTORE", flag: string) {
  if (!others.has(flag)) return refuse(155, `'${flag}' is not a recognized ${what} option.`, { class: 15 });
  instance.catalog.unsupported(`${what} WITH ${flag}`);
  return refuse(50001, `The simulated server does not implement ${what} WITH ${flag}.`);
}

/** TO | FROM { DISK = 'path' | @path }: one device, as the lab has. */
export function readDevice(reader: TokenReader): string {
  if (reader.take("DISK")) {
    reader.expect("=");
    return reader.text();
  }
  throw reader.wrong();
}
