import {
  databaseFactsQuery,
  databaseFactsRow,
  volumeRow,
  volumesQuery,
} from "#lib/domain/commands/queries/health/databases.ts";
import {
  shippingJobRow,
  shippingJobsQuery,
  sqlServiceRow,
  sqlServicesQuery,
} from "#lib/domain/commands/queries/health/jobs.ts";
import {
  type MirrorQueueRow,
  mirrorQueueQuery,
  mirrorQueueRow,
} from "#lib/domain/commands/queries/health/mirror-queue.ts";
import {
  chatRightRow,
  chatRightsQuery,
  chatUserRow,
  chatUsersQuery,
  endpointQuery,
  endpointRow,
  loginRow,
  loginsQuery,
  rightsQuery,
  rightsRow,
  serverOptionRow,
  serverOptionsQuery,
} from "#lib/domain/commands/queries/health/parity.ts";
import {
  recentBackupRow,
  recentBackupsQuery,
  shippingErrorRow,
  shippingErrorsQuery,
  shippingSetUpQuery,
  shippingSetUpRow,
} from "#lib/domain/commands/queries/health/shipping.ts";
import {
  type InstanceParity,
  type InstanceWork,
  type JobReading,
  type MirrorQueue,
  type Section,
  standing,
} from "#lib/domain/health/readings.ts";
import type { Ports } from "#lib/domain/ports.ts";
import { neverRead, readFailed, readNow } from "#lib/watch/loop.ts";
import type { Seen } from "#lib/watch/seen.ts";
import type { Source, SourceContext } from "#lib/watch/source.ts";
import { readSection } from "./sections.ts";

/** What changes from minute to minute on one instance. Read-only; safe to call twice. @throws StepError "unreachable" */
export async function readWork(
  ports: Pick<Ports, "sql" | "clock">,
  name: string,
  before: InstanceWork | null,
): Promise<InstanceWork> {
  const startedMs = ports.clock.monotonicMs();
  const [databases, services, jobs, shipping, shippingErrors, recentBackups, volumes, endpoints, queue] =
    await Promise.all([
      readSection(ports, databaseFactsQuery(name), databaseFactsRow),
      readSection(ports, sqlServicesQuery(name), sqlServiceRow),
      readSection(ports, shippingJobsQuery(name), shippingJobRow),
      readSection(ports, shippingSetUpQuery(name), shippingSetUpRow),
      readSection(ports, shippingErrorsQuery(name), shippingErrorRow),
      readSection(ports, recentBackupsQuery(name), recentBackupRow),
      readSection(ports, volumesQuery(name), volumeRow),
      readSection(ports, endpointQuery(name), endpointRow),
      readSection(ports, mirrorQueueQuery(name), mirrorQueueRow),
    ]);
  const tookMs = ports.clock.monotonicMs() - startedMs;
  const now = ports.clock.now().toISOString();
  const known = before?.jobs.kind === "read" ? before.jobs.value : [];
  const queueBefore = before?.mirrorQueue.kind === "read" ? before.mirrorQueue.value[0] : undefined;
  return {
    databases,
    services,
    jobs: withTimes(jobs, known, now),
    shipping,
    shippingErrors,
    recentBackups,
    newestLogBackup: newestOf(recentBackups, before, now),
    volumes,
    endpoints,
    mirrorQueue:
      queue.kind !== "read" ? queue : { ...queue, value: queue.value.map((q) => risen(q, queueBefore, now)) },
    tookMs,
  };
}

/** By the console's own clock: whether log backups go on shows in whether the newest one changes. */
function newestOf(rows: InstanceWork["recentBackups"], before: InstanceWork | null, now: string) {
  const newest = rows.kind === "read" ? rows.value.find(({ isCopyOnly }) => !isCopyOnly) : undefined;
  return newest === undefined ? null : standing(before?.newestLogBackup, newest.lastLsn, now);
}

/** Only a new recording says whether the queue has grown. */
function risen(row: MirrorQueueRow, before: MirrorQueue | undefined, now: string): MirrorQueue {
  if (before?.recorded === row.recorded) return before;
  const size = (of: MirrorQueueRow) => (of.unsentKb ?? 0) + (of.unrestoredKb ?? 0);
  const isMore = before !== undefined && size(row) > size(before);
  const rises = isMore ? before.rises + 1 : 0;
  return { ...row, seenSince: now, rises, risesSince: isMore ? before.risesSince : now };
}

type Job = Omit<JobReading, "resultSince" | "runSeenSince">;

// Agent's own times are local to the server: only whether a run is still the same one is taken from them.
function withTimes(jobs: Section<readonly Job[]>, before: readonly JobReading[], now: string): InstanceWork["jobs"] {
  if (jobs.kind !== "read") return jobs;
  const value = jobs.value.map((job): JobReading => {
    const old = before.find((each) => each.name === job.name);
    const isSameResult = old !== undefined && old.lastRunId === job.lastRunId;
    const isSameRun = old !== undefined && old.runningSince === job.runningSince;
    const runSeenSince = job.runningSince === null ? null : isSameRun ? (old.runSeenSince ?? now) : now;
    return { ...job, resultSince: isSameResult ? old.resultSince : now, runSeenSince };
  });
  return { kind: "read", value };
}

/** What seldom changes on one instance. Read-only; safe to call twice. @throws StepError "unreachable" */
export async function readParity(ports: Pick<Ports, "sql">, name: string): Promise<InstanceParity> {
  const [logins, options, rights, chatUsers, chatRights] = await Promise.all([
    readSection(ports, loginsQuery(name), loginRow),
    readSection(ports, serverOptionsQuery(name), serverOptionRow),
    readSection(ports, rightsQuery(name), rightsRow),
    readSection(ports, chatUsersQuery(name), chatUserRow),
    readSection(ports, chatRightsQuery(name), chatRightRow),
  ]);
  return { logins, options, rights, chatUsers, chatRights };
}

/** Both looks at every instance that holds or will hold a copy, each on a loop of its own. */
export function instanceSources(ctx: SourceContext, names: readonly string[]): readonly Source[] {
  return names.flatMap((name) => [workSource(ctx, name), paritySource(ctx, name)]);
}

function workSource(ctx: SourceContext, name: string): Source {
  const put = (next: (old: Seen["work"][string]) => Seen["work"][string]) =>
    ctx.change(({ work }) => ({ work: { ...work, [name]: next(work[name] ?? neverRead) } }));
  return {
    name: `work ${name}`,
    intervalMs: ctx.intervals.work,
    failed: (error) => put((old) => readFailed(old, error)),
    work: async () => {
      const value = await readWork(ctx.ports, name, ctx.seen().work[name]?.value ?? null);
      put(() => readNow(ctx.ports.clock, value));
      return undefined;
    },
  };
}

function paritySource(ctx: SourceContext, name: string): Source {
  const put = (next: (old: Seen["parity"][string]) => Seen["parity"][string]) =>
    ctx.change(({ parity }) => ({ parity: { ...parity, [name]: next(parity[name] ?? neverRead) } }));
  return {
    name: `parity ${name}`,
    intervalMs: ctx.intervals.parity,
    failed: (error) => put((old) => readFailed(old, error)),
    work: async () => {
      try {
        const value = await readParity(ctx.ports, name);
        put(() => readNow(ctx.ports.clock, value));
        return undefined;
      } catch (error) {
        put((old) => readFailed(old, error));
        // An instance that comes back is judged whole again within seconds, not after a minute.
        return ctx.intervals.work;
      }
    },
  };
}
