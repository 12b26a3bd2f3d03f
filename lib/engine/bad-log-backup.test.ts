import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Command } from "#lib/domain/commands/command.ts";
import { StepError } from "#lib/domain/errors.ts";
import type { Ports } from "#lib/domain/ports.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { lossOf } from "#lib/domain/run/loss.ts";
import { answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { logBackup, target } from "./testing/fake-pool.ts";
import { strangeCommands } from "./testing/planned.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const restores = (file: string) => (c: Command) =>
  c.kind === "sql" && c.text.includes("RESTORE LOG") && String(c.parameters.file).endsWith(file);

/** The instance cannot read this file when it restores, so many times. */
function refuse(file: string, times: number): void {
  let left = times;
  bench.servers.fate = (c) => (restores(file)(c) && left-- > 0 ? "refused" : "arrives");
}
const copiedAgain = () => bench.servers.sent.filter((c) => c.kind === "file" && c.text === "copy-again");

test("lists again and goes on when the last log backup is sent back after the copy lane is through", async () => {
  bench = await failoverBench(answering({ "act-failed": "search-again" }));
  refuse("mgc_11.trn", 1);
  bench.start();
  const events = await bench.ends();
  expect(bench.servers.applied.at(-1)).toBe("mgc_11.trn");
  expect(events.filter((e) => e.kind === "act-succeeded" && e.actId === "survey:2")).toHaveLength(1);
});

test("copies a log backup of the copy folder again when it cannot be restored, as the plan has shown", async () => {
  bench = await failoverBench(answering({ "act-failed": "copy-again" }));
  refuse("mgc_9.trn", 1);
  bench.start();
  const events = await bench.ends();
  expect(copiedAgain()).toHaveLength(1);
  expect(bench.servers.applied).toEqual(["mgc_8.trn", "mgc_9.trn", "mgc_10.trn", "mgc_11.trn"]);
  expect(strangeCommands(events, bench.plan)).toEqual([]);
});

test("sets a file aside under another name each time it is copied again", async () => {
  bench = await failoverBench(answering({ "act-failed": "copy-again" }));
  refuse("mgc_11.trn", 2);
  bench.start();
  await bench.ends();
  const names = copiedAgain().map((c) => (c.kind === "file" ? c.parameters.aside : null));
  expect(new Set(names).size).toBe(2);
});

test("goes on to the point of no return without a log backup that no copy of can be restored", async () => {
  bench = await failoverBench(answering({ "act-failed": "continue-without", "gap-in-chain": "continue-without" }));
  refuse("mgc_10.trn", Number.POSITIVE_INFINITY);
  bench.start();
  await bench.ends();
  expect(bench.servers.applied).toEqual(["mgc_8.trn", "mgc_9.trn"]);
  expect(bench.servers.databases.get(target)?.state).toBe("ONLINE");
});

test("copies a late log backup again when it cannot be restored after the confirmation", async () => {
  bench = await failoverBench(answering({ "act-failed": "copy-again" }));
  bench.store.onAppend((e) => {
    if (e.kind === "decision-taken" && e.choice === "confirm") bench.servers.share.set("mgc_12.trn", logBackup(12));
  });
  refuse("mgc_12.trn", 1);
  bench.start();
  await bench.ends();
  expect(copiedAgain()).toHaveLength(1);
  expect(bench.servers.applied.at(-1)).toBe("mgc_12.trn");
});

test("says that the loss is not known when the recovered copy cannot be sampled and a person goes on", async () => {
  bench = await failoverBench(answering({ "act-failed": "skip" }));
  bench.start("console:1", { ports: { ...bench.ports, sql: withoutRooms(bench.ports.sql) } });
  const events = await bench.ends();
  expect(lossOf(foldRun(events))).toMatchObject({ fewest: null, most: null, completeUpTo: null });
  const asked = events.find((e) => e.kind === "decision-asked" && e.decision.kind === "act-failed");
  expect(asked?.kind === "decision-asked" && asked.decision.facts.price).toBe("loss-not-known");
});

function withoutRooms(sql: Ports["sql"]): Ports["sql"] {
  return {
    ...sql,
    read: (query, row) =>
      query.text.includes("tblLastChatId")
        ? Promise.reject(new StepError("remote", "tblLastChatId holds no room", { effect: "none" }))
        : sql.read(query, row),
  };
}
