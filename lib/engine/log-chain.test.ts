import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answering, attested, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { home, logBackup, target } from "./testing/fake-pool.ts";
import { strangeCommands } from "./testing/planned.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

test("asks about a gap, and goes on when the file has appeared before searching again", async () => {
  bench = await failoverBench(
    answering({
      "gap-in-chain": (b) => {
        b.servers.share.set("mgc_10.trn", logBackup(10));
        return { choice: "search-again" };
      },
    }),
    (servers) => void servers.share.delete("mgc_10.trn"),
  );
  bench.start();
  await bench.ends();
  expect(bench.servers.applied).toEqual(["mgc_8.trn", "mgc_9.trn", "mgc_10.trn", "mgc_11.trn"]);
});

test("lists the folders again when home came back before the recovery and wrote one more log backup until it was stopped", async () => {
  bench = await failoverBench(
    answering({
      "home-still-answers": (b) => {
        b.servers.share.set("mgc_12.trn", logBackup(12));
        b.servers.reach.set(home[0], "unreachable");
        return { choice: "retry", attestations: attested(b) };
      },
    }),
  );
  bench.servers.reach.set(home[0], "up");
  bench.start();
  await bench.ends();
  expect(bench.servers.applied.at(-1)).toBe("mgc_12.trn");
});

test("brings online at the gap when a person goes on without the missing file", async () => {
  bench = await failoverBench(
    answering({ "gap-in-chain": "continue-without" }),
    (servers) => void servers.share.delete("mgc_10.trn"),
  );
  bench.start();
  await bench.ends();
  expect(bench.servers.applied).toEqual(["mgc_8.trn", "mgc_9.trn"]);
  expect(bench.servers.databases.get(target)?.state).toBe("ONLINE");
});

test("names the file when an instance cannot read its header", async () => {
  bench = await failoverBench(
    undefined,
    (servers) => void servers.share.set("mgc_12.trn", { ...logBackup(12), isDamaged: true }),
  );
  bench.start();
  expect((await bench.asked("unreadable-file")).facts).toMatchObject({ files: "mgc_12.trn" });
});

test("asks when the share does not answer, and copies once it does", async () => {
  bench = await failoverBench(
    answering({
      "share-unreachable": (b) => {
        b.servers.shareUp = true;
        return { choice: "search-again" };
      },
    }),
    (servers) => {
      servers.shareUp = false;
    },
  );
  bench.start();
  await bench.ends();
  expect(bench.servers.applied.at(-1)).toBe("mgc_11.trn");
});

test("uses only what was copied when a person goes on without the share", async () => {
  bench = await failoverBench(answering({ "share-unreachable": "continue-without" }), (servers) => {
    servers.shareUp = false;
  });
  bench.start();
  await bench.ends();
  expect(bench.servers.applied).toEqual(["mgc_8.trn", "mgc_9.trn"]);
});

test("does not take a log backup of another recovery path without asking", async () => {
  const other = "CCCCCCCC-0000-0000-0000-000000000001";
  bench = await failoverBench(undefined, (servers) => {
    servers.share.set("mgc_12.trn", logBackup(12, { firstRecoveryForkId: other, recoveryForkId: other }));
  });
  bench.start();
  expect((await bench.asked("gap-in-chain")).facts).toMatchObject({ forks: "mgc_12.trn" });
});

test("copies and applies a log backup that appears after the confirmation, before recovery", async () => {
  bench = await failoverBench();
  bench.store.onAppend((e) => {
    if (e.kind === "decision-taken") bench.servers.share.set("mgc_12.trn", logBackup(12));
  });
  bench.start();
  await bench.ends();
  expect(bench.servers.applied.at(-1)).toBe("mgc_12.trn");
});

test("shows in the plan the commands for a log backup that appears late", async () => {
  bench = await failoverBench();
  bench.store.onAppend((e) => {
    if (e.kind === "decision-taken") bench.servers.share.set("mgc_12.trn", logBackup(12));
  });
  bench.start();
  expect(strangeCommands(await bench.ends(), bench.plan)).toEqual([]);
});

test("asks before recovery when the share has fallen silent since the first listing", async () => {
  bench = await failoverBench();
  bench.store.onAppend((e) => {
    if (e.kind === "decision-taken") bench.servers.shareUp = false;
  });
  bench.start();
  await bench.asked("share-unreachable");
  expect(bench.servers.databases.get(target)?.state).toBe("RESTORING");
});

test("asks before recovery when a late log backup cannot be read", async () => {
  bench = await failoverBench();
  bench.store.onAppend((e) => {
    if (e.kind === "decision-taken") bench.servers.share.set("mgc_12.trn", { ...logBackup(12), isDamaged: true });
  });
  bench.start();
  await bench.asked("unreadable-file");
  expect(bench.servers.databases.get(target)?.state).toBe("RESTORING");
});
