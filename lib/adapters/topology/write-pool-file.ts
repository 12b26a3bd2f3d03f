import { stringify } from "yaml";
import type { Pool } from "#lib/domain/topology/pool.ts";

/** A pool as the text of a pool file: `parsePool` gives the same pool back. */
export function writePoolFile(pool: Pool): string {
  return stringify(pool, { lineWidth: 0 });
}
