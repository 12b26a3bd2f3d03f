import type { ShippingPrimary, ShippingSecondary } from "#lib/domain/commands/log-shipping-setup.ts";
import type { Move } from "#lib/domain/commands/restore-full.ts";
import { AppError } from "#lib/domain/errors.ts";

/** How the data comes home: the printed page's full backup and restore, or SQL Server's documented role change (dba-notes 2). */
export type Way = "full-restore" | "log-swap";

/** A Windows service by the name that was discovered, on one server. `startType`: how it starts, where it is known and not disabled. */
export type ServicePin = {
  readonly server: string;
  readonly service: string;
  readonly startType?: string;
  /** Only on what writes compliance events out. */
  readonly duty?: "compliance";
};

/** What the plan found of mgc on a home instance: `state` as sys.databases says it, "absent", or "unreachable". */
export type HomeCopy = {
  readonly instance: string;
  readonly state: string;
  readonly role: string | null;
  /** Name of its log-shipping backup job, found by id; null when it has none. */
  readonly backupJob: string | null;
};

/** A mirrored mgccomp in the capture: both partners, and the witness's address. */
export type CapturedCompliance = {
  readonly site: "home" | "other";
  readonly partners: readonly string[];
  readonly witness: string | null;
};

/** How mgccomp of one site is mirrored again: from the instance that the product's topology calls its database. */
export type CompliancePin = {
  readonly site: "home" | "other";
  readonly instance: string;
  /** Null when the capture does not name it. */
  readonly mirror: string | null;
  readonly sqlFqdn: string;
  readonly sqlInstance: string;
  readonly witness: string | null;
  /** Whether the mirror held an mgccomp while the plan was made: the set-up drops it. */
  readonly dropExisting: boolean;
};

/** All that is rebuilt, out of the capture; `said` and `given` (in words) are a person's and the pool file's word instead. Nulls and `missing` nobody has. */
export type Rebuild = {
  readonly captureId: string | null;
  /** When each instance's half was taken, ISO UTC. */
  readonly taken: Readonly<Record<string, string>>;
  readonly owner: string | null;
  readonly trustworthy: boolean | null;
  readonly chaining: boolean | null;
  readonly files: readonly { readonly logical: string; readonly path: string }[];
  /** Names of Windows logins and groups of home A. */
  readonly windowsLogins: readonly string[];
  readonly witness: string | null;
  /** FULL or OFF; null when home was not mirrored. */
  readonly safety: string | null;
  readonly wasMirrored: boolean;
  /** Where mgccomp was mirrored; absent in plans of before. */
  readonly compliance?: readonly CapturedCompliance[];
  readonly primaries: Readonly<Record<string, ShippingPrimary>>;
  readonly secondary: ShippingSecondary | null;
  readonly activeServers: readonly string[] | null;
  readonly given: readonly string[];
  /** What a person said on a plan's page, in words, with who and when (ISO UTC). Older plans do not have it. */
  readonly said?: readonly { readonly what: string; readonly person: string; readonly at: string }[];
  readonly missing: readonly string[];
};

/** What a failback pins beside every plan's targets. Paths are win32 text for SQL Server; each is used for one backup only. */
export type FailbackPins = {
  readonly way: Way;
  /** The instance of the other site whose mgc serves now, and its mirror. */
  readonly source: string;
  readonly sourceMirror: string | null;
  readonly mirrored: readonly ("mgc" | "mgccomp")[];
  /** Every mgccomp that is mirrored again; absent in plans of before. */
  readonly compliance?: readonly CompliancePin[];
  readonly home: readonly HomeCopy[];
  readonly homeServices: readonly ServicePin[];
  readonly otherServices: readonly ServicePin[];
  /** Services of the other site's idle servers that ran before the failover; null: nobody captured it. Older plans do not have it. */
  readonly otherRan?: readonly ServicePin[] | null;
  /** The list of active servers while the plan was made: an aborted failback gives it back. */
  readonly activeNow: readonly string[];
  readonly files: {
    readonly safe: Readonly<Record<string, string>>;
    readonly full: string;
    readonly reseed: string;
    readonly tail: string;
  };
  /** Where each file of mgc goes: at home in step 4, in the other site in step 5. */
  readonly moves: { readonly home: readonly Move[]; readonly other: readonly Move[] };
  /** The job that our failover made on the source; null when there is none. */
  readonly ownLogJob: string | null;
  readonly rebuild: Rebuild;
};

/** The failback part of a plan. @throws AppError "internal" for a plan of another procedure */
export function failbackOf(plan: { readonly id: string; readonly failback?: FailbackPins }): FailbackPins {
  if (!plan.failback) throw new AppError("internal", `plan ${plan.id} is no failback plan`);
  return plan.failback;
}

/** Every mgccomp that a plan mirrors again. @throws AppError "internal" for a plan of another procedure */
export const complianceOf = (plan: Parameters<typeof failbackOf>[0]): readonly CompliancePin[] =>
  failbackOf(plan).compliance ?? [];

/** The rule of a planned command that only an aborted failback sends, when a person says so. */
export const onlyToUndo = { when: "only to undo this step, after an abort, when a person says so" };
