// What the benchmarks of the sweep share: a lab over TDS, a real management shell process, real folders, and the real sweep over them.
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

const root = join(import.meta.dirname, "..");
const clock: ClockPort = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => void (await delay(ms, undefined, signal ? { signal } : {})),
};

/** `counted` sees every statement that was answered, with how long the console waited for it. */
export async function watchedLab(portBase: number, counted: (target: string, tookMs: number) => void) {
  const dir = mkdtempSync(join(tmpdir(), "bench-watched-lab-"));
  const lab = await startLab({ dir, portBase, shellHost: join(root, "lab/powershell/host") });
  const pool = readPoolFile(join(dir, "pool.yaml"));
  const credentials = JSON.parse(readFileSync(join(dir, "credentials.json"), "utf8"));
  const sql = makeSqlPort({ pool, credential: (name) => credentials[name] });
  const files = makeFilePort({ pool, workerPath: join(root, "lib/adapters/files/share-process.mjs") });
  const { executable, arguments: given } = pool.managementShell;
  const shell = makeShellPort({ executable, arguments: given, module: pool.product });
  const counting: SqlPort = {
    ...sql,
    read: async (query, row) => {
      const before = performance.now();
      const rows = await sql.read(query, row);
      counted(query.target, performance.now() - before);
      return rows;
    },
  };
  const ports = { sql: counting, shell, files, net: tcpProbe, clock, ids: { newId: () => crypto.randomUUID() } };
  const sweep = makeSweep({ pool, ports, store: fakeStore(), publish: () => undefined });

  const readAts = () => {
    const view = sweep.current();
    if (view === null) return [null];
    const { poolState, activeServers, logShipping, share, instances } = view;
    return [poolState, activeServers, logShipping, share, ...instances.map(({ state }) => state)].map(({ at }) => at);
  };
  return {
    pool,
    sql,
    /** When each tile of the overview was read, ISO; null = never. */
    readAts,
    /** Resolves when every tile was read once: a shell takes its time to start. */
    start: async () => {
      sweep.start();
      for (let i = 0; i < 960 && readAts().includes(null); i += 1) await delay(250);
      await delay(5_000);
    },
    fault: async (fault: string, target: string, on: boolean) => {
      const body = JSON.stringify({ fault, target, on });
      const headers = { "content-type": "application/json" };
      await fetch(`${lab.controlUrl}/faults`, { method: "POST", headers, body });
    },
    close: async () => {
      await sweep.stop();
      await Promise.allSettled([files.close(), shell.close(), sql.close(), lab.close()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
