import type { Actor } from "#lib/domain/actor.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { ProbePort } from "#lib/domain/topology/probe-port.ts";
import type { NewVersion, Removal, TopologyStore, TopologyVersion } from "#lib/domain/topology/version.ts";

/** What became of a saved version: in force at once, or only after a restart, and why. */
export type TakenUp = {
  readonly version: Pick<TopologyVersion, "number">;
  readonly waitsForRestart: string | null;
};

export type ShellOffer = { readonly executable: string; readonly arguments: readonly string[] };

/** What the verbs about topologies may reach: also of a console that has no pool yet. */
export type TopologyConsole = {
  readonly versions: Pick<TopologyStore, "newest" | "versions">;
  readonly probe: ProbePort;
  /** The pools in which somebody has a role. */
  readonly poolsOf: (personId: string) => Promise<readonly string[]>;
  /** Whose a run or a plan is; null: there is none of that id. */
  readonly poolOf: (record: { readonly kind: "run" | "plan"; readonly id: string }) => Promise<string | null>;
  /** Names of the sealed credentials, read anew; never what they hold. */
  readonly credentials: () => readonly string[];
  /** Shells that this machine's owner lets a browser choose: a program is never named in a browser. */
  readonly shells: () => Promise<readonly ShellOffer[]>;
  /** Saves a version and, when it is saved, goes on with it. @throws as `TopologyStore.save`; then everything goes on as before */
  readonly takeUp: (version: NewVersion) => Promise<TakenUp>;
  /** Takes a pool out and ends what goes on for it. @throws as `TopologyStore.remove`; then everything goes on as before */
  readonly takeOut: (removal: Removal) => Promise<void>;
  /** A pool file's text as a pool, and back. @throws AppError "bad-input" naming each line that is wrong */
  readonly poolFile: { readonly read: (text: string) => Pool; readonly write: (pool: Pool) => string };
  /** An entry in the console's chain. */
  readonly record: (kind: string, person: string, data: Readonly<Record<string, unknown>>) => Promise<void>;
};

/** First argument of every verb about topologies. */
export type TopologyContext = { readonly actor: Actor; readonly topology: TopologyConsole };
