// node --import tsx bench/dead-site.ts: how often the living are read while two of the four instances are black-holed, over how often
// with all alive. The real sweep over TDS, a real management shell process and real folders; exit code 1 above the limit.
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

const limit = 1.2;
const seconds = Number(process.argv[2] ?? 60);
const root = join(import.meta.dirname, "..");
const clock: ClockPort = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => void (await delay(ms, undefined, signal ? { signal } : {})),
};

const dir = mkdtempSync(join(tmpdir(), "bench-dead-site-"));
const lab = await startLab({ dir, portBase: 24_000, shellHost: join(root, "lab/powershell/host") });
const pool = readPoolFile(join(dir, "pool.yaml"));
const credentials = JSON.parse(readFileSync(join(dir, "credentials.json"), "utf8"));
const sql = makeSqlPort({ pool, credential: (name) => credentials[name] });
const files = makeFilePort({ pool, workerPath: join(root, "lib/adapters/files/share-process.mjs") });
const { executable, arguments: given } = pool.managementShell;
const shell = makeShellPort({ executable, arguments: given, module: pool.product });

const answered = new Map<string, number>();
const counted: SqlPort = {
  ...sql,
  read: async (query, row) => {
    const rows = await sql.read(query, row);
    answered.set(query.target, (answered.get(query.target) ?? 0) + 1);
    return rows;
  },
};
const ports = { sql: counted, shell, files, net: tcpProbe, clock, ids: { newId: () => crypto.randomUUID() } };
const sweep = makeSweep({ pool, ports, store: fakeStore(), publish: () => undefined });
const living = pool.instances.filter(({ site }) => site === "other").map(({ name }) => name);
const dead = pool.instances.filter(({ site }) => site === "home").map(({ name }) => name);

async function statementsPerMinute(): Promise<number> {
  answered.clear();
  await delay(seconds * 1_000);
  return (living.reduce((sum, name) => sum + (answered.get(name) ?? 0), 0) * 60) / seconds;
}

async function fault(target: string, on: boolean): Promise<void> {
  const body = JSON.stringify({ fault: "black-holed", target, on });
  await fetch(`${lab.controlUrl}/faults`, { method: "POST", headers: { "content-type": "application/json" }, body });
}

sweep.start();
await delay(10_000);
const alive = await statementsPerMinute();
for (const name of dead) await fault(name, true);
await delay(15_000);
const holed = await statementsPerMinute();
const ratio = alive / holed;
console.log(
  JSON.stringify({
    living,
    statementsPerMinuteAlive: Math.round(alive),
    statementsPerMinuteHoled: Math.round(holed),
    ratio: Number(ratio.toFixed(3)),
    limit,
  }),
);
await sweep.stop();
await Promise.allSettled([files.close(), shell.close(), sql.close(), lab.close()]);
rmSync(dir, { recursive: true, force: true });
process.exit(ratio <= limit ? 0 : 1);
