// What the engine adds to the servers' own time, on a virtual clock: a failover over fakes whose every command takes as long as it does in
// life. Computing costs nothing there; what is measured is waiting. Pipelined: copying and applying as lanes, over the longer of the two
// and over one after the other by hand.
import { setImmediate as turn } from "node:timers/promises";
import type { Command } from "#lib/domain/commands/command.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { careful, failoverBench } from "#lib/engine/testing/engine-bench.ts";
import { logBackup } from "#lib/engine/testing/fake-pool.ts";
import { atMost, say } from "./figure.ts";

type Work = { readonly from: number; readonly to: number };
type Speed = { readonly copyMs: number; readonly applyMs: number };
const logBackups = 60;
const lookMs = 20;
const far = 1_000_000_000;

/** How long a command keeps its server, in milliseconds; from the times that operators report. */
function durationMs(command: Command, speed: Speed): number {
  if (command.kind === "file") return speed.copyMs;
  if (command.text.includes("RESTORE LOG")) return speed.applyMs;
  if (command.text.includes("WITH RECOVERY")) return 20_000;
  if (command.text === "Install-CsMirrorDatabase") return 180_000;
  if (command.text === "Start-CsWindowsService") return 40_000;
  return command.kind === "powershell" ? 5_000 : 300;
}

/** The same ports, each call taking its time; `works` says when somebody was at work. */
function slowPorts(ports: Ports, speed: Speed, works: Work[]): Ports {
  const { clock } = ports;
  const taking = async <T>(ms: number, go: () => Promise<T>): Promise<T> => {
    const from = clock.monotonicMs();
    await clock.sleep(ms);
    works.push({ from, to: clock.monotonicMs() });
    return go();
  };
  const { sql, shell, files } = ports;
  return {
    ...ports,
    sql: {
      ...sql,
      read: (query, row) => taking(lookMs, () => sql.read(query, row)),
      readHeaders: (target, path) => taking(lookMs, () => sql.readHeaders(target, path)),
      execute: (command, act) => taking(durationMs(command, speed), () => sql.execute(command, act)),
    },
    shell: {
      ...shell,
      invoke: (command, act) => {
        const ms = command.text.startsWith("Get-") ? 500 : durationMs(command, speed);
        return taking(ms, () => shell.invoke(command, act));
      },
    },
    files: {
      ...files,
      list: (folder, ms) => taking(lookMs, () => files.list(folder, ms)),
      find: (folder, names) => taking(lookMs, () => files.find(folder, names)),
      copy: (command, act) => taking(durationMs(command, speed), () => files.copy(command, act)),
    },
  };
}

/** Milliseconds in which somebody was at work. */
function busyMs(works: readonly Work[]): number {
  let [sum, reached] = [0, 0];
  for (const { from, to } of [...works].sort((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return sum;
}

async function failOver(speed: Speed) {
  const works: Work[] = [];
  const bench = await failoverBench(careful, (servers) => {
    servers.share.clear();
    servers.copyFolder.clear();
    for (let n = 8; n < 8 + logBackups; n += 1) servers.share.set(`mgc_${n}.trn`, logBackup(n));
  });
  bench.start("console:1", { timings: { sendWithinMs: far }, ports: slowPorts(bench.ports, speed, works) });
  const from = bench.clock.monotonicMs();
  while ((await bench.store.run(bench.runId))?.finishedAt == null) await turn();
  const runMs = bench.clock.monotonicMs() - from;
  const events = await bench.events();
  await bench.stopAll();
  return { runMs, busyMs: busyMs(works), lanesMs: lanesMs(events) };
}

/** From the first copy's intent to the last log backup's result. */
function lanesMs(events: readonly RunEvent[]): number {
  const isLane = (e: RunEvent) => "actId" in e && /^(copy|apply)-log-backup:/.test(e.actId);
  const first = events.find((e) => e.kind === "act-intended" && isLane(e));
  const last = events.findLast((e) => e.kind === "act-succeeded" && isLane(e));
  return Date.parse(last?.at ?? "") - Date.parse(first?.at ?? "");
}

let isWithin = true;
const speeds = {
  "applying is slower": { copyMs: 8_000, applyMs: 12_000 },
  "copying is slower": { copyMs: 12_000, applyMs: 8_000 },
};
for (const [name, speed] of Object.entries(speeds)) {
  const run = await failOver(speed);
  const [copy, apply] = [speed.copyMs * logBackups, speed.applyMs * logBackups];
  isWithin = atMost(`run over the servers' own time, ${name}`, run.runMs / run.busyMs, 1.02, "times") && isWithin;
  isWithin =
    atMost(`pipelined over the longer lane, ${name}`, run.lanesMs / Math.max(copy, apply), 1.1, "times") && isWithin;
  say({
    name: `pipelined over one after the other, ${name}`,
    value: run.lanesMs / (copy + apply),
    unit: "times",
    goal: "below 1",
    ok: run.lanesMs < copy + apply,
  });
}
process.exit(isWithin ? 0 : 1);
