import { createHash } from "node:crypto";
import Database from "better-sqlite3";

export const poolFqdn = "pchatpool.contoso.local";
const genesis = "0".repeat(64);
const procedures = ["failover", "mirror-failover", "failback"] as const;
const steps = [
  "prepare",
  "remove-log-shipping",
  "copy-log-backups",
  "apply-log-backups",
  "bring-online",
  "set-pool-state",
  "verify",
];
const outcomes = ["succeeded", "succeeded", "succeeded", "failed", "aborted"] as const;

/** Writes `runs` finished runs of `each` records, chained as the console chains them, faster than it does. Gives the number of records. */
export function fillHistory(
  path: string,
  { from, runs, each }: { readonly from: number; readonly runs: number; readonly each: number },
): number {
  const database = new Database(path);
  database.pragma("synchronous = OFF");
  const run = database.prepare(
    `INSERT INTO "Run" (id, number, label, poolFqdn, procedure, planId, status, reason, startedBy, startedAt, finishedAt, durationSeconds, backSeconds, targetSeconds)
     VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
  );
  const event = database.prepare(
    `INSERT INTO "RunEvent" (runId, number, at, kind, body, hash, previousHash) VALUES (?,?,?,?,?,?,?)`,
  );
  const head = database.prepare(`INSERT INTO "ChainHead" (stream, number, hash) VALUES (?,?,?)`);
  const one = database.transaction((index: number) => {
    const number = index + 1;
    const runId = `run-${number}`;
    const startedMs = Date.parse("2020-01-01T00:00:00Z") + number * 3_600_000;
    const at = (n: number) => new Date(startedMs + n * 1_000).toISOString();
    const procedure = procedures[index % procedures.length] ?? "failover";
    const status = outcomes[index % outcomes.length] ?? "failed";
    run.run(
      runId,
      number,
      `R-${String(number).padStart(4, "0")}`,
      poolFqdn,
      procedure,
      `plan-${number}`,
      status,
      `INC-${number}`,
      index % 2 ? "Giulia Ferri" : "Marco Conti",
      at(1),
      at(each),
      each - 1,
      each - 20,
      1_800,
    );
    let previousHash = genesis;
    for (let n = 1; n <= each; n += 1) {
      const said = saidAt(n, index);
      const body = JSON.stringify({ at: at(n), number: n, runId, v: 1, ...said });
      const hash = createHash("sha256").update(previousHash).update(body).digest("hex");
      event.run(runId, n, at(n), said.kind, body, hash, previousHash);
      previousHash = hash;
    }
    head.run(`run:${runId}`, each, previousHash);
  });
  for (let index = from; index < from + runs; index += 1) one(index);
  database.close();
  return runs * each;
}

/** What a run writes down over and over: an intent, what the server wrote, that it went well. */
function saidAt(n: number, index: number) {
  if (n % 20 === 0)
    return { kind: "step-finished", stepId: steps[(n / 20) % steps.length] ?? "verify", outcome: "done", reason: null };
  const at = { actId: `apply-log-backup:${index}-${n}`, stepId: "apply-log-backups" };
  if (n % 3 === 1) {
    const text = "RESTORE LOG @database FROM DISK = @file WITH NORECOVERY, STATS = 10";
    const parameters = { database: "mgc", file: `X:\\backup\\mgc_${index}_${n}.trn` };
    return {
      kind: "act-intended",
      ...at,
      attempt: 1,
      command: { kind: "sql", target: "sqlto01", text, parameters, deadlineMs: null },
    };
  }
  if (n % 3 === 2) {
    const text = `Processed ${n} pages for database 'mgc', file 'mgc_log' on file ${index}.`;
    return { kind: "act-output", ...at, lines: [{ level: "info", source: "sqlto01", text }] };
  }
  return { kind: "act-succeeded", ...at, result: { rows: n }, serverUtc: null, sessionId: 61 };
}
