import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/domain/audit/chain.ts";
import type { Pool } from "./pool.ts";

/** Where a version came from: read at a start, made or changed on the page, or a pool file that somebody took in there. */
export const topologySources = ["pool-file", "browser", "import"] as const;
export type TopologySource = (typeof topologySources)[number];

/** A pool as somebody saved it. */
export type TopologyVersion = {
  readonly number: number;
  readonly at: string;
  readonly person: string;
  readonly why: string;
  readonly source: TopologySource;
  readonly hash: string;
  readonly pool: Pool;
};

export type NewVersion = Pick<TopologyVersion, "pool" | "person" | "why" | "source"> & {
  /** Null: the console itself, at a start. Whoever adds a further pool is its administrator. */
  readonly personId: string | null;
  /** Number of the version that was looked at; 0 = the pool is new. */
  readonly base: number;
};

/** That a pool is taken out of the console: who, why, and at which version he looked. */
export type Removal = Pick<NewVersion, "person" | "why" | "base"> & {
  readonly poolFqdn: string;
  readonly personId: string;
};

/** Versions of the topology in the audit database; nothing is ever changed or taken away. */
export interface TopologyStore {
  /** Newest of each pool that was not taken out, in the order in which the pools came. @throws AppError "store-failed" when one was changed from outside */
  newest(): Promise<readonly TopologyVersion[]>;
  /** Newest first. */
  versions(poolFqdn: string): Promise<readonly TopologyVersion[]>;
  /**
   * One transaction with its entry in the console's chain; the first pool takes over the roles that were given before there was one.
   * A pool that was taken out comes back with all that is kept of it.
   * @throws AppError "conflict" when `base` is not the newest or a run of the pool has not ended, "refused" when nothing differs,
   * "not-allowed" for a person who is no administrator of a pool that is there already, or was
   */
  save(version: NewVersion): Promise<TopologyVersion>;
  /**
   * Takes a pool out: an entry in the console's chain and in the pool's. Runs, versions and roles stay as they are.
   * @throws AppError "conflict" when `base` is not the newest, the pool is out already, or a run of it has not ended; "refused" for the
   * last pool; "not-allowed" for who is no administrator of it
   */
  remove(removal: Removal): Promise<void>;
}

/** Role rows of a console that has no pool yet stand under this name. */
export const beforeFirstPool = "";

/** Kind of the entry that goes with each version. */
export const topologySaved = "topology-saved";

/** Kind of the entry by which a pool is taken out. */
export const poolRemoved = "pool-removed";

/** Hash of a stored text, as the entry names it. Pure. */
export function topologyHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A pool as it is stored, and what the entry says of that text. Pure. */
export function topologyText(pool: Pool): { readonly text: string; readonly hash: string } {
  const text = canonicalJson(pool);
  return { text, hash: topologyHash(text) };
}
