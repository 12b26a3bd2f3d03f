import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { poolFqdn } from "#e2e/fill-history.ts";
import type { OpenStore } from "#lib/adapters/store/open-store.ts";
import { say } from "./history-stand.ts";

const bounds = { exportMb: 64, leaseMs: 5_000 };

/** Reads the whole of every journal as an export does, while a lease is raised. */
export async function exported(open: OpenStore): Promise<void> {
  const token = await open.store.takeLease(poolFqdn, "bench", null);
  let late = 0;
  let going = true;
  const lease = (async () => {
    while (going) {
      const from = performance.now();
      await pause(200);
      await open.store.raiseLease(poolFqdn, token ?? 0);
      late = Math.max(late, performance.now() - from - 200);
    }
  })();
  global.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  let lines = 0;
  const all = await open.prisma.run.findMany({ select: { id: true } });
  for (const { id: runId } of all) {
    for (let after = 0; ; ) {
      const read = await open.history.records({ runId, after, limit: 500 });
      lines += read.length;
      most = Math.max(most, process.memoryUsage().rss);
      after = read.at(-1)?.number ?? after;
      if (read.length < 500) break;
    }
  }
  going = false;
  await lease;
  say("export, records read", lines, "records", null);
  say("export, memory beyond the start", (most - before) / 2 ** 20, "MB", bounds.exportMb);
  say("export, longest that raising the lease waited", late, "ms", bounds.leaseMs);
}
