import { existsSync, readFileSync, rmSync, writeSync, openSync, closeSync, fsyncSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { test } from "vitest";
import { openBench } from "./bench.ts";
const small = "/tmp/engine/small";
const fill = () => {
  const fd = openSync(join(small, "filler"), "a");
  for (const size of [65536, 4096, 512, 1]) try { for (;;) writeSync(fd, Buffer.alloc(size, 1)); } catch {}
  closeSync(fd);
};
test("disk full", { timeout: 280_000 }, async () => {
  const bench = await openBench({ env: { DATABASE_URL: `file:${small}/audit.db` } });
  try {
    const { console: c, lab } = bench;
    await bench.sampled();
    await lab.site("home", false);
    const plan = await c.plan("failover", "users-first");
    const runId = await c.start(plan);
    await c.untilDecision(runId, "point-of-no-return");
    console.log("at point of no return; filling the disk");
    fill();
    await c.attest(runId);
    let asked = 0;
    let run;
    for (;;) {
      run = await c.run(runId);
      if (run.finishedAt) break;
      if (run.decision) {
        console.log("asked", run.decision.kind, run.decision.actId, JSON.stringify(run.decision.facts).slice(0, 200), run.status);
        asked++;
        if (run.decision.kind === "audit-database-down") await c.decide(runId, "go-on", { reason: "chat must come back" });
        else throw new Error(run.decision.kind);
      }
      await new Promise((r) => setTimeout(r, 1000));
    }
    console.log("ended", run.status, run.lastEvent);
    const events = await c.events(runId);
    const lines = readFileSync(join(bench.dir, "local-journal.jsonl"), "utf8").split("\n").filter(Boolean).length;
    console.log("events", events.length, "local lines", lines);
    await c.plan("failover").then((p) => c.start(p)).then(() => console.log("STARTED A RUN?!"), (e) => console.log("refused:", String(e)));
    rmSync(join(small, "filler"));
    await new Promise((r) => setTimeout(r, 9000));
    const db = new Database(join(small, "audit.db"), { readonly: true });
    console.log("in db", db.prepare('SELECT count(*) n, max(number) m FROM "RunEvent" WHERE runId = ?').get(runId), db.prepare('SELECT status FROM "Run"').all());
    console.log("verified entries", db.prepare(`SELECT body FROM "Entry" WHERE kind='audit-verified'`).all());
    console.log("journal left", readFileSync(join(bench.dir, "local-journal.jsonl"), "utf8").trim().length);
    await c.stop();
    await c.startAgain();
    await new Promise((r) => setTimeout(r, 3000));
    console.log("verified after restart", db.prepare(`SELECT body FROM "Entry" WHERE kind='audit-verified' ORDER BY number DESC LIMIT 1`).all());
  } finally {
    await bench.close();
  }
});
