import { careful, failoverBench } from "./engine-bench.ts";
import { logBackup } from "./fake-pool.ts";
import type { FakeServers } from "./fake-servers.ts";

/** For tests: a whole failover over fake servers, and what a report of it is made of. `files`: so many log backups on the share in place of the usual few. */
export async function finishedFailover(files?: number) {
  const bench = await failoverBench(careful, (servers) => {
    if (files !== undefined) onlyOnShare(servers, files);
  });
  try {
    bench.start("console:1", { timings: { sendWithinMs: 1_000_000_000 } });
    const events = await bench.ends();
    const [row, plan] = await Promise.all([bench.store.run(bench.runId), bench.store.plan("plan-1")]);
    if (!row || !plan) throw new Error("the bench has no run");
    return { row, plan, events };
  } finally {
    await bench.stopAll();
  }
}

function onlyOnShare(servers: FakeServers, files: number): void {
  servers.share.clear();
  servers.copyFolder.clear();
  for (let n = 8; n < 8 + files; n += 1) servers.share.set(`mgc_${n}.trn`, logBackup(n));
}
