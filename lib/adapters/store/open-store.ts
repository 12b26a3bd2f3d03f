import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { AuditVerdict } from "#lib/domain/audit/audit-verdict.ts";
import type { PurgePort } from "#lib/domain/audit/purge.ts";
import type { FigureStore } from "#lib/domain/figures/figure-store.ts";
import type { HistoryStore } from "#lib/domain/history-port.ts";
import type { ReconcilePort } from "#lib/domain/local-journal-port.ts";
import type { PeoplePort } from "#lib/domain/people/people-port.ts";
import type { RunStore, WatchStore } from "#lib/domain/store-port.ts";
import type { TopologyStore } from "#lib/domain/topology/version.ts";
import { recordHeads } from "./entries.ts";
import { makeFigureStore } from "./figure-store.ts";
import { PrismaClient } from "./generated/client.ts";
import { makeHistoryStore } from "./history-store.ts";
import { migrate } from "./migrate.ts";
import { makePeople } from "./people.ts";
import { makePurge } from "./purge.ts";
import { makeReconcile } from "./reconcile.ts";
import { installRunCounts } from "./run-counts.ts";
import { makeRunStore } from "./run-store.ts";
import { SafeSqlite } from "./safe-sqlite.ts";
import { makeSealer } from "./seal.ts";
import { installSearch } from "./search-index.ts";
import { makeTopologyStore } from "./topology-store.ts";
import { type StoreContext, transact } from "./transact.ts";
import { installTriggers } from "./triggers.ts";
import { verifyAll, verifyStream } from "./verify.ts";
import { makeWatchStore } from "./watch-store.ts";

export type OpenStore = {
  readonly store: RunStore & WatchStore & FigureStore & ReconcilePort & PurgePort;
  readonly history: HistoryStore;
  readonly prisma: PrismaClient;
  readonly people: PeoplePort;
  /** The same people with their roles in another pool of this console. */
  readonly peopleOf: (poolFqdn: string) => PeoplePort;
  readonly topologies: TopologyStore;
  /** Verifies one chain: "console", "pool:<fqdn>", "heads" or "run:<id>". */
  readonly verify: (stream: string) => ReturnType<typeof verifyStream>;
  /** Verifies every chain and every seal. Takes a second or so for each hundred thousand records. */
  readonly verifyAll: () => Promise<AuditVerdict>;
  readonly close: () => Promise<void>;
};

/** After these the triggers are others than before, by our own hand. */
const triggersChangedBy: readonly string[] = ["0001_start", "0007_run_counts_and_purges", "0009_topology_versions"];

/** Brings the file up to date with raw SQLite, before Prisma opens it. */
function prepareFile(
  path: string,
  migrationsDir: string,
): { readonly applied: readonly string[]; readonly missing: readonly string[] } {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path, { timeout: 60_000 });
  try {
    const applied = migrate(database, migrationsDir);
    installSearch(database);
    installRunCounts(database);
    return { applied, missing: installTriggers(database) };
  } finally {
    database.close();
  }
}

/**
 * Opens the audit database (`url` = "file:<absolute path>"), applies the migrations of `migrationsDir`, installs the
 * append-only triggers and records it when they were missing. `now` and `newId` default to the machine's.
 * @throws AppError "store-failed"
 */
export async function openStore(options: {
  readonly url: string;
  /** The pool whose roles `people` gives. Without it nobody has one: for tools that keep or verify records. */
  readonly poolFqdn?: string;
  readonly migrationsDir: string;
  /** Text of the audit key; without one, heads are recorded unsealed. */
  readonly auditKey?: string;
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly warn?: (message: string, cause: unknown) => void;
}): Promise<OpenStore> {
  const { applied, missing } = prepareFile(options.url.replace(/^file:/, ""), options.migrationsDir);
  const prisma = new PrismaClient({ adapter: new SafeSqlite({ url: options.url }, { timestampFormat: "iso8601" }) });
  const context: StoreContext = {
    prisma,
    poolFqdn: options.poolFqdn ?? "",
    now: options.now ?? (() => new Date()),
    newId: options.newId ?? randomUUID,
    sealer: options.auditKey === undefined ? null : makeSealer(options.auditKey),
    warn: options.warn ?? ((message, cause) => process.emitWarning(`${message}: ${String(cause)}`)),
  };
  const store = {
    ...makeRunStore(context),
    ...makeWatchStore(context),
    ...makeFigureStore(context),
    ...makeReconcile(context),
    ...makePurge(context),
  };
  if (missing.length > 0 && !applied.some((name) => triggersChangedBy.includes(name))) {
    const data = { missing: [...missing], migrations: [...applied] };
    await store.recordEntry({ stream: "console", kind: "triggers-were-missing", person: "console", data });
  }
  await transact(context, "heads", (tx) => recordHeads(context, tx));
  return {
    store,
    history: makeHistoryStore(context),
    prisma,
    people: makePeople(context),
    peopleOf: (poolFqdn) => makePeople({ ...context, poolFqdn }),
    topologies: makeTopologyStore(context),
    verify: (stream) => verifyStream(prisma, stream),
    verifyAll: () => verifyAll(prisma, context.sealer),
    close: () => prisma.$disconnect(),
  };
}
