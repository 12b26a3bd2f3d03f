import { type ChatSession, chatSessionRow, chatSessionsQuery } from "#lib/domain/commands/queries/chat-sessions.ts";
import {
  CHAT_DATABASE,
  instanceStateQuery,
  instanceStateRow,
  redoStartQuery,
  redoStartRow,
} from "#lib/domain/commands/queries/instance-state.ts";
import { AppError, StepError } from "#lib/domain/errors.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";

/** What an instance says about itself and its copy of `mgc`, read in one go. */
export type InstanceReading = {
  readonly name: string;
  readonly site: "home" | "other";
  /** Middle of the state query on the console's clock. */
  readonly at: string;
  readonly productVersion: string;
  readonly edition: string;
  /** `state_desc`, or "absent" when the instance answered and has no `mgc`. */
  readonly mgcState: string;
  readonly isReadOnly: boolean;
  readonly isInStandby: boolean;
  readonly mirroring: {
    readonly role: string;
    readonly state: string;
    readonly witnessState: string | null;
    readonly roleSequence: number | null;
    readonly partnerInstance: string | null;
  } | null;
  /** ONLINE and neither read-only, standby nor mirror. */
  readonly writable: boolean;
  /** What the engine says now; "secondary" is a copy kept restoring or in standby without mirroring. */
  readonly role: "principal" | "mirror" | "secondary" | "none";
  /** The lowest of all data files, decimal text; null unless restoring. */
  readonly redoStartLsn: string | null;
  /** The fork of that file. */
  readonly redoStartForkGuid: string | null;
  /** Without the console's own sessions. */
  readonly sessions: readonly ChatSession[];
  /** Server's UTC minus the console's, at the middle of the query. */
  readonly clockOffsetMs: number;
};

/** An instance that swallows what it is asked is known to within two sweeps: a turn of three seconds, and this. */
const deadlineMs = 8_000;

/** How the program names of all console connections begin; such sessions are never counted as users. */
export const CONSOLE_PROGRAM = "persistent-chat";

/**
 * Reads one instance with three short statements, none of them in `mgc`. Safe to call twice.
 * @throws StepError effect "none" when one of them failed or did not answer within 8 s
 * @throws AppError "not-found" when the pool has no instance of this name
 */
export async function readInstance(
  ports: Pick<Ports, "sql" | "clock">,
  pool: Pool,
  name: string,
): Promise<InstanceReading> {
  const instance = pool.instances.find((each) => each.name === name);
  if (instance === undefined) throw new AppError("not-found", `no instance ${name} in pool ${pool.fqdn}`);
  const before = ports.clock.now().getTime();
  const [state] = await ports.sql.read({ ...instanceStateQuery(name), deadlineMs }, instanceStateRow);
  const midpoint = (before + ports.clock.now().getTime()) / 2;
  if (state === undefined)
    throw new StepError("remote", `read the state of ${CHAT_DATABASE} on ${name}: no row came back`, {
      effect: "none",
    });
  const [redoRows, sessions] = await Promise.all([
    ports.sql.read({ ...redoStartQuery(name), deadlineMs }, redoStartRow),
    ports.sql.read({ ...chatSessionsQuery(name), deadlineMs }, chatSessionRow),
  ]);
  return {
    name,
    site: instance.site,
    at: new Date(midpoint).toISOString(),
    productVersion: state.productVersion,
    edition: state.edition,
    ...copyOf(state),
    ...lowestRedo(redoRows),
    sessions: othersOnly(sessions),
    clockOffsetMs: Math.round(new Date(state.serverUtc).getTime() - midpoint),
  };
}

type StateRow = ReturnType<typeof instanceStateRow.parse>;
type CopyOf = Pick<InstanceReading, "mgcState" | "isReadOnly" | "isInStandby" | "mirroring" | "writable" | "role">;

function copyOf(row: StateRow): CopyOf {
  const mgcState = row.stateDesc ?? "absent";
  const isReadOnly = row.isReadOnly ?? false;
  const isInStandby = row.isInStandby ?? false;
  const mirroring =
    row.mirroringRole === null
      ? null
      : {
          role: row.mirroringRole,
          state: row.mirroringState ?? "UNKNOWN",
          witnessState: row.witnessState,
          roleSequence: row.roleSequence,
          partnerInstance: row.partnerInstance,
        };
  const writable = mgcState === "ONLINE" && !isReadOnly && !isInStandby && mirroring?.role !== "MIRROR";
  return { mgcState, isReadOnly, isInStandby, mirroring, writable, role: roleOf({ mgcState, isInStandby, mirroring }) };
}

function roleOf(copy: Pick<CopyOf, "mgcState" | "isInStandby" | "mirroring">): InstanceReading["role"] {
  if (copy.mirroring?.role === "PRINCIPAL") return "principal";
  if (copy.mirroring?.role === "MIRROR") return "mirror";
  return copy.mgcState === "RESTORING" || copy.isInStandby ? "secondary" : "none";
}

// Files can differ after file or partial restores: roll forward must start at the lowest.
function lowestRedo(
  rows: readonly { readonly redoStartLsn: string | null; readonly redoStartForkGuid: string | null }[],
): Pick<InstanceReading, "redoStartLsn" | "redoStartForkGuid"> {
  let lowest: { lsn: bigint; fork: string | null } | null = null;
  for (const row of rows) {
    if (row.redoStartLsn === null) continue;
    const lsn = BigInt(row.redoStartLsn);
    if (lowest === null || lsn < lowest.lsn) lowest = { lsn, fork: row.redoStartForkGuid };
  }
  return { redoStartLsn: lowest?.lsn.toString() ?? null, redoStartForkGuid: lowest?.fork ?? null };
}

// A parallel query has one row per thread.
function othersOnly(sessions: readonly ChatSession[]): readonly ChatSession[] {
  const bySession = new Map<number, ChatSession>();
  for (const session of sessions)
    if (!(session.program ?? "").startsWith(CONSOLE_PROGRAM)) bySession.set(session.sessionId, session);
  return [...bySession.values()];
}
