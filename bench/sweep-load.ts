// node --import tsx bench/sweep-load.ts [seconds]: how old what the overview shows is, and what watching costs the principal: statements
// a minute and how long they take together. The real sweep over TDS, a real management shell process and real folders.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startLab } from "#lab/start-lab.ts";
import { makeFilePort } from "#lib/adapters/files/file-port.ts";
import { tcpProbe } from "#lib/adapters/net/tcp-probe.ts";
import { makeShellPort } from "#lib/adapters/powershell/shell-port.ts";
import { makeSqlPort } from "#lib/adapters/sql/sql-port.ts";
import { readPoolFile } from "#lib/adapters/topology/read-pool-file.ts";
import type { ClockPort, SqlPort } from "#lib/domain/ports.ts";
import { makeSweep } from "#lib/watch/sweep.ts";
import { fakeStore } from "#lib/watch/testing/fake-store.ts";

const goals = { staleSeconds: 10, statementsAMinute: 250, shareOfTime: 0.1 };
const seconds = Number(process.argv[2] ?? 60);
const principal = "sqlmi01\\PCHAT";
const root = join(import.meta.dirname, "..");
const clock: ClockPort = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => void (await delay(ms, undefined, signal ? { signal } : {})),
};

const dir = mkdtempSync(join(tmpdir(), "bench-sweep-load-"));
const lab = await startLab({ dir, portBase: 24_100, shellHost: join(root, "lab/powershell/host") });
const pool = readPoolFile(join(dir, "pool.yaml"));
const credentials = JSON.parse(readFileSync(join(dir, "credentials.json"), "utf8"));
const sql = makeSqlPort({ pool, credential: (name) => credentials[name] });
const files = makeFilePort({ pool, workerPath: join(root, "lib/adapters/files/share-process.mjs") });
const { executable, arguments: given } = pool.managementShell;
const shell = makeShellPort({ executable, arguments: given, module: pool.product });

const spent = { statements: 0, ms: 0 };
const counted: SqlPort = {
  ...sql,
  read: async (query, row) => {
    const before = performance.now();
    try {
      return await sql.read(query, row);
    } finally {
      if (query.target === principal) {
        spent.statements += 1;
        spent.ms += performance.now() - before;
      }
    }
  },
};
const ports = { sql: counted, shell, files, net: tcpProbe, clock, ids: { newId: () => crypto.randomUUID() } };
const sweep = makeSweep({ pool, ports, store: fakeStore(), publish: () => undefined });

const tiles = () => {
  const view = sweep.current();
  if (view === null) return [null];
  const readings = [
    view.poolState,
    view.activeServers,
    view.logShipping,
    view.share,
    ...view.instances.map((each) => each.state),
  ];
  return readings.map(({ at }) => at);
};

sweep.start();
// A shell takes its time to start: what is measured is a console that runs.
for (let i = 0; i < 480 && tiles().includes(null); i += 1) await delay(250);
await delay(5_000);
Object.assign(spent, { statements: 0, ms: 0 });
const ages: number[] = [];
for (let i = 0; i < seconds * 4; i += 1) {
  await delay(250);
  ages.push(...tiles().map((at) => (at === null ? Number.POSITIVE_INFINITY : (Date.now() - Date.parse(at)) / 1_000)));
}
const stale = ages.sort((a, b) => a - b)[Math.ceil(ages.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
const statements = Math.round((spent.statements * 60) / seconds);
const lines = [
  { name: "age of an overview tile, P95", value: Number(stale.toFixed(1)), unit: "s", goal: goals.staleSeconds },
  { name: "statements on the principal", value: statements, unit: "a minute", goal: goals.statementsAMinute },
  {
    name: "their duration as the console waits for them, together",
    value: Math.round((spent.ms * 60) / seconds),
    unit: "ms a minute",
    goal: goals.shareOfTime * 60_000,
  },
].map((line) => ({ ...line, ok: line.value <= line.goal }));
for (const line of lines) console.log(JSON.stringify(line));
await sweep.stop();
await Promise.allSettled([files.close(), shell.close(), sql.close(), lab.close()]);
rmSync(dir, { recursive: true, force: true });
process.exit(lines.every(({ ok }) => ok) ? 0 : 1);
