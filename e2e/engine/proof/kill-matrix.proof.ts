import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Bench, openBench } from "#e2e/engine/bench.ts";
import { homeLostWithWorkForAll } from "#e2e/engine/home-lost.ts";
import {
  attemptsOf,
  copyAct,
  failoverActs,
  holdAt,
  type Kill,
  type KillReport,
  killInEach,
  kindsNotKilledIn,
  mirrorFailoverAct,
  sentAgain,
  toTheEnd,
} from "#e2e/engine/kill-story.ts";
import { root } from "#e2e/engine/processes.ts";
import { ruleSevenProblems } from "#e2e/engine/rule-seven.ts";
import type { Order } from "#lib/domain/steps/pinned-plan.ts";

type How = Pick<Kill, "when" | "back">;
const ways: readonly How[] = [
  { when: "before", back: "when-it-is-over" },
  { when: "after", back: "when-it-is-over" },
  { when: "before", back: "while-it-goes-on" },
  { when: "after", back: "while-it-goes-on" },
];
const orders: readonly Order[] = ["users-first", "protection-first"];
const cases = orders.flatMap((order) => ways.map((how) => ({ order, ...how })));

type Line = KillReport & { readonly run: string; readonly attempts: number };
const lines: Line[] = [];
/** The only acts that may be carried out again: the answer of a test message is its only effect, and a copy is taken up where it broke off. */
const again = ["send-test-message", "copy-log-backup:"];

function inOrder(order: Order, file: string, how: How): readonly Kill[] {
  const { createMirror, fullBackup, addLogBackupJob, sendTestMessage, applyLogBackup, ...rest } = failoverActs;
  const { bringOnline, setPoolState, replicate, startService, setActiveServers, ...first } = rest;
  const users = [startService, setActiveServers];
  const copy = { at: copyAct(file), when: "before", back: "when-it-is-over" } as const;
  const kill = (at: Kill["at"]): Kill => ({ at, ...how });
  return [
    ...Object.values(first).map(kill),
    copy,
    ...[applyLogBackup, bringOnline, setPoolState, replicate].map(kill),
    ...(order === "users-first" ? [...users, createMirror] : [createMirror, ...users]).map(kill),
    ...[fullBackup, addLogBackupJob, sendTestMessage].map(kill),
  ];
}

async function record(
  bench: Bench,
  runId: string,
  run: string,
  reports: readonly KillReport[],
): Promise<readonly Line[]> {
  const events = await bench.console.events(runId);
  const of = reports.map((r) => ({ ...r, run, attempts: attemptsOf(events, r.act) }));
  lines.push(...of);
  const folder = join(root, ".data/reports");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kill-matrix.json"), `${JSON.stringify(lines, null, 1)}\n`);
  return of;
}

test.each(cases)(
  "failover, $order: the console dies in every act, $when its effect, and is back $back",
  {
    timeout: 900_000,
  },
  async ({ order, ...how }) => {
    const bench = await openBench();
    try {
      const { lab, console } = bench;
      const { late, putBack } = await homeLostWithWorkForAll(bench);
      const plan = await console.plan("failover", order);
      const kills = inOrder(order, late, how);
      for (const first of kills.slice(0, 1)) await holdAt(bench, first);
      const runId = await console.start(plan);
      const until = kills.findIndex((k) => k.at.act === "delete-secondary");
      const before = await killInEach(bench, runId, kills.slice(0, until + 1), "held");
      putBack();
      const after = await killInEach(bench, runId, kills.slice(until + 1), "waiting");
      const asked = await toTheEnd(bench, runId);
      const of = await record(bench, runId, `failover ${order}`, [...before, ...after]);

      const [run, events, wire, truth] = [
        await console.run(runId),
        await console.events(runId),
        await lab.wire(),
        await lab.truth(),
      ];
      expect(run.status).toBe("succeeded");
      expect(of).toHaveLength(kills.length);
      expect(of.filter((l) => l.said === "not-started" && l.act !== "send-test-message").map((l) => l.act)).toEqual([]);
      expect(of.filter((l) => l.back === "while-it-goes-on" && l.said !== "running").map((l) => l.act)).toEqual([]);
      expect(sentAgain(events).filter((id) => !again.some((act) => id.startsWith(act)))).toEqual([]);
      const own = wire.filter((e) => e.text !== "Stop-CsWindowsService");
      expect(ruleSevenProblems({ runId, events, wire: own, pinned: await console.pinned(plan.id) })).toEqual([]);
      expect(truth.writable).toEqual(["sqlto01\\PCHAT"]);
      expect(run.loss?.most).not.toBeNull();
      expect(truth.lost).toBeGreaterThanOrEqual(Number(run.loss?.fewest));
      expect(truth.lost).toBeLessThanOrEqual(Number(run.loss?.most));
      expect(asked).not.toContain("act-failed");
      // A kind of act that is missing in failoverActs was not proven.
      expect(kindsNotKilledIn(events, [...before, ...after])).toEqual([]);
    } finally {
      await bench.close();
    }
  },
);

test.each(ways)(
  "mirror failover: the console dies $when its effect, and is back $back",
  {
    timeout: 180_000,
  },
  async (how) => {
    const bench = await openBench();
    try {
      const { lab, console } = bench;
      const kill = { at: mirrorFailoverAct, ...how };
      const plan = await console.plan("mirror-failover");
      await holdAt(bench, kill);
      const runId = await console.start(plan);
      const reports = await killInEach(bench, runId, [kill], "held");
      await toTheEnd(bench, runId);
      const of = await record(bench, runId, "mirror failover", reports);
      expect(of.map((l) => l.said)).toEqual([how.back === "while-it-goes-on" ? "running" : "done"]);
      expect((await console.run(runId)).status).toBe("succeeded");
      expect((await lab.wire()).filter((e) => e.text === "Invoke-CsDatabaseFailover")).toHaveLength(1);
      expect((await lab.truth()).writable).toEqual(["sqlmi02\\PCHAT"]);
    } finally {
      await bench.close();
    }
  },
);
