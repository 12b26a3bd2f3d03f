import { captureQuery, captureSections } from "#lib/domain/commands/queries/capture.ts";
import { AppError, StepError } from "#lib/domain/errors.ts";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { captureRows } from "./failback-capture.ts";
import { backlogRows, sessionRows } from "./failback-mirror-reads.ts";
import { monitorRows, primaryRows, secondaryRows } from "./failback-shipping-reads.ts";
import { asDrill, type Copy, type FailbackWorld, type FakeInstance, instanceOf } from "./failback-world.ts";

export type Row = Readonly<Record<string, unknown>>;
export type Asked = { readonly world: FailbackWorld; readonly here: FakeInstance; readonly query: SqlQuery };
type Answer = readonly [piece: string, rows: (asked: Asked) => readonly Row[]];

/** Answers a read by what its text asks for; the first piece that fits. */
export function answerFailbackRead(world: FailbackWorld, query: SqlQuery): readonly Row[] {
  const instance = instanceOf(world, query.target);
  const isDrill = query.parameters?.database === "mgc_drill" || query.text.includes("mgc_drill.");
  const here = isDrill ? asDrill(instance) : instance;
  const section = captureSections.find((s) => captureQuery(query.target, s).text === query.text);
  if (section) return captureRows(here, section);
  const found = answers.find(([piece]) => query.text.includes(piece));
  if (!found) throw new AppError("internal", `the fake servers do not know this read: ${query.text}`);
  return found[1]({ world, here, query });
}

const answers: readonly Answer[] = [
  ["FROM sys.databases d LEFT JOIN", databaseRows],
  ["FROM msdb.dbo.sysjobs j WHERE j.name", jobRows],
  ["sp_readerrorlog", () => []],
  ["log_shipping_primary_databases AS p LEFT JOIN", primaryRows],
  [
    "SELECT x.secondary_server AS server",
    ({ here }) => (here.primary?.secondaries ?? []).map((server) => ({ server, database: "mgc" })),
  ],
  ["AS copySchedules", secondaryRows],
  ["s.last_restored_latency", monitorRows],
  ["b.is_copy_only = 0", takenRows],
  ["b.type = 'D'", fullRows],
  ["xp_fileexist", ({ here }) => [{ "File Exists": here.drill === null ? 0 : 1 }]],
  ["COUNT(*) AS sessions", ({ here }) => [{ sessions: here.sessions.length }]],
  ["AS loginTime", ({ here }) => here.sessions],
  [
    "FROM msdb.dbo.backupset b JOIN",
    ({ here, query }) => [{ n: here.written.has(String(query.parameters?.file)) ? 1 : 0, finished: null }],
  ],
  ["b.backup_set_uuid", ({ here }) => (here.mgc?.lastRestore ? [here.mgc.lastRestore] : [])],
  [
    "RESTORE FILELISTONLY",
    () => [
      { LogicalName: "mgc_data", PhysicalName: "D:\\OtherData\\mgc.mdf", Type: "D", Size: "1000000" },
      { LogicalName: "mgc_log", PhysicalName: "E:\\OtherLog\\mgc.ldf", Type: "L", Size: "500000" },
    ],
  ],
  ["CASE f.type WHEN 1", placeRows],
  ["xp_fixeddrives", ({ world }) => ["D", "E"].map((drive) => ({ drive, "MB free": world.freeMegabytes }))],
  [
    "AS trustworthy",
    ({ here: { mgc } }) =>
      mgc ? [{ owner: mgc.owner, trustworthy: mgc.trustworthy, chaining: mgc.chaining, recoveryModel: "FULL" }] : [],
  ],
  ["mgc.sys.database_principals", ({ here }) => here.orphans.map((name) => ({ name }))],
  ["CHECKSUM_AGG", fingerprintRows],
  [
    "tblLastChatId",
    ({ here, world, query }) => [
      {
        sampledUtc: world.clock.now().toISOString(),
        nodeId: 1,
        nodeName: "Sala operativa",
        lastChatId: String(opened(here, query.target).messages.length),
      },
    ],
  ],
  ["tblServerIdentity", pingRows],
  ["tblComplianceData", backlogRows],
  ["m.mirroring_state_desc AS state, m.mirroring_safety_level_desc AS safety", sessionRows],
  [
    "SERVERPROPERTY('ProductVersion')",
    ({ here, world }) => [
      {
        productVersion: here.version,
        edition: "Standard",
        serverUtc: world.clock.now().toISOString(),
        stateDesc: here.mgc?.state ?? null,
        isReadOnly: here.mgc?.readOnly ?? null,
        isInStandby: false,
        mirroringRole: null,
        mirroringState: null,
        witnessState: null,
        roleSequence: null,
        partnerInstance: null,
      },
    ],
  ],
];

function takenRows({ world, query }: Asked): readonly Row[] {
  const after = Number(query.parameters?.after ?? 0);
  return [...world.files]
    .filter(([, f]) => f.type === 2 && f.writer === query.target && f.last > after)
    .sort(([, a], [, b]) => a.first - b.first)
    .map(([file, f]) => ({
      backupSetGuid: f.guid,
      file,
      position: 1,
      firstLsn: String(f.first),
      lastLsn: String(f.last),
    }));
}

function fullRows({ world, query }: Asked): readonly Row[] {
  return [...world.files]
    .filter(([, f]) => f.type === 1 && f.writer === query.target)
    .reverse()
    .map(([file, f]) => ({
      backupSetGuid: f.guid,
      file,
      position: 1,
      firstLsn: String(f.first),
      lastLsn: String(f.last),
      finished: null,
    }));
}

function opened(here: FakeInstance, instance: string): Copy {
  if (here.mgc?.state === "ONLINE" && here.mgc.role !== "MIRROR") return here.mgc;
  throw new StepError("remote", `mgc on ${instance} cannot be opened`, {
    effect: "none",
    causes: [{ number: 927, message: "Database 'mgc' cannot be opened." }],
  });
}

function databaseRows({ world, here, query }: Asked): readonly Row[] {
  const nothing = { standby: false, redoLsn: null, redoFork: null, mirroring: null, partner: null };
  if (query.parameters?.database === "mgccomp")
    return here.mgccomp ? [{ ...nothing, readOnly: false, ...here.mgccomp }] : [];
  const db = here.mgc;
  if (!db) return [];
  const inStep = db.mirroring === "SYNCHRONIZING" && world.clock.monotonicMs() >= db.inStepAt;
  const restoring = db.state === "RESTORING" && db.role === null;
  return [
    {
      ...nothing,
      state: db.state,
      readOnly: db.readOnly,
      role: db.role,
      mirroring: inStep ? "SYNCHRONIZED" : db.mirroring,
      partner: db.partner,
      redoLsn: restoring ? String(db.lsn) : null,
      redoFork: restoring ? db.fork : null,
    },
  ];
}

function jobRows({ world, here, query }: Asked): readonly Row[] {
  const job = here.jobs.get(String(query.parameters?.job));
  if (!job) return [];
  const done = job.ends.filter((end) => end <= world.clock.monotonicMs()).length;
  const running = job.ends.length - done;
  return [{ enabled: job.enabled, running, lastRun: done, lastOutcome: 1, lastMessage: "The job succeeded." }];
}

function placeRows({ world, here, query }: Asked): readonly Row[] {
  if (query.parameters?.database === "mgc" && !here.mgc) return [];
  const name = query.parameters?.database === "mgc" ? "mgc" : "master";
  return [
    {
      logicalName: `${name}_data`,
      path: `D:\\Data\\${name}.mdf`,
      kind: "D",
      sizeBytes: String(world.fileMegabytes * 1_000_000),
    },
    { logicalName: `${name}_log`, path: `E:\\Log\\${name}.ldf`, kind: "L", sizeBytes: "500000" },
  ];
}

function fingerprintRows({ here, query }: Asked): readonly Row[] {
  const { messages } = opened(here, query.target);
  return [
    {
      lastIds: String(messages.length),
      messages: String(messages.length),
      newest: messages.at(-1)?.replace(/\D/g, "") ?? null,
      content: String([...messages.join("|")].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 2_147_483_647, 7)),
      rooms: 1,
      principals: 24,
      poolId: "6F0B4D1C-5D2B-4C5E-9C41-0C7B1E6A2F10",
    },
  ];
}

/** A chat server pings where its replica of the pool state sends it, if that copy takes writes. */
function pingRows({ world, here, query }: Asked): readonly Row[] {
  const isHome = query.target.startsWith("sqlmi");
  if (opened(here, query.target).readOnly || (world.poolState === "Normal") !== isHome) return [];
  const now = world.clock.now().toISOString();
  return world.active
    .filter((s) => world.services.get(`${s}|RTCCHAT`) === "Running")
    .map((s) => ({ address: `net.tcp://${s}:8011/`, ageSeconds: 1, lastPing: now }));
}
