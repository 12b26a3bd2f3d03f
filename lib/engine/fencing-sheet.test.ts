import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeVotes } from "#lib/domain/fencing/take-votes.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { runView } from "#lib/domain/run/view.ts";
import type { RunRow } from "#lib/domain/store-port.ts";
import { answer, answering, attested, type Bench, failoverBench, recovery, sentTexts } from "./testing/engine-bench.ts";
import { home, homeServer, pool } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const silentOn = answering({ "point-of-no-return": () => null });
const votes = async () => {
  const taken = await takeVotes({ ports: bench.ports, pool, instances: home });
  return Object.fromEntries(taken.map((v) => [`${v.subject} ${v.witness}`, v.says]));
};

test("says of a silent home that nothing is proven, whatever is asked", async () => {
  bench = await failoverBench(silentOn);
  bench.servers.services.set(homeServer, "Running");
  const all = await votes();
  for (const name of home)
    for (const witness of ["tcp", "login", "sessions"]) expect(all[`${name} ${witness}`]).toBe("no-proof");
  expect(all[`${homeServer} chat-services`]).toBe("lives");
});

test("tells what lives, what may write and what cannot, each instance on its own", async () => {
  bench = await failoverBench(silentOn);
  for (const name of home) bench.servers.reach.set(name, "up");
  bench.servers.sessions = [{ spid: 77, program: "RTCCHAT", host: "pchat01", loginTime: "2026-11-21T09:00:00" }];
  const all = await votes();
  expect(all).toMatchObject({
    [`${home[0]} tcp`]: "lives",
    [`${home[0]} login`]: "may-write",
    [`${home[0]} sessions`]: "lives",
    [`${home[1]} login`]: "cannot-write",
  });
});

test("takes a refused login as a sign of life, never as proof", async () => {
  bench = await failoverBench(silentOn);
  bench.servers.reach.set(home[0], "refuses-login");
  expect(await votes()).toMatchObject({ [`${home[0]} tcp`]: "lives", [`${home[0]} login`]: "lives" });
});

test("takes the share's newest log backup as a sign of life of who wrote it, while it is young", async () => {
  bench = await failoverBench(silentOn);
  const lastWrites = async () => {
    const all = await votes();
    return home.map((name) => all[`${name} last-write`]);
  };
  expect(await lastWrites()).toEqual(["no-proof", "no-proof"]);
  const young = { ...bench.ports.files, list: async () => [{ ...file, modifiedAt: bench.clock.now().toISOString() }] };
  const file = { name: "mgc_11.trn", sizeBytes: 5_011n, modifiedAt: "" };
  const taken = await takeVotes({ ports: { ...bench.ports, files: young }, pool, instances: home });
  expect(taken.filter((v) => v.witness === "last-write").map((v) => v.says)).toEqual(["lives", "no-proof"]);
});

test("does not wait for a witness that never answers", async () => {
  bench = await failoverBench(silentOn);
  const never = { connect: () => new Promise<number>(() => undefined) };
  const taken = await takeVotes({ ports: { ...bench.ports, net: never }, pool, instances: home });
  const tcp = taken.filter((v) => v.witness === "tcp");
  expect(tcp.map((v) => [v.says, v.answer])).toEqual(home.map(() => ["no-proof", "no answer within 5 s"]));
});

test("journals the sheet, with each vote's time and how it was taken, before it asks at the point of no return", async () => {
  bench = await failoverBench(silentOn);
  bench.start();
  const asked = await bench.asked("point-of-no-return");
  const events = await bench.events();
  const at = events.findIndex((e) => e.kind === "decision-asked" && e.decision.id === asked.id);
  const before = events[at - 1];
  if (before?.kind !== "votes-taken") throw new Error(`${before?.kind} came before the question`);
  expect(before.votes).toHaveLength(2 * 4 + 1);
  for (const vote of before.votes) {
    expect(vote.how).not.toBe("");
    expect(Date.parse(vote.at)).toBeLessThanOrEqual(Date.parse(events[at]?.at ?? ""));
  }
});

test("takes it anew at each question of rule 1, and shows the newest beside what a person saw", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "confirm" }));
  bench.start();
  const first = await bench.asked("home-still-answers");
  bench.servers.reach.set(home[1], "up");
  await answer(bench, first, "retry", attested(bench).slice(0, 1));
  await bench.ends();
  const events = await bench.events();
  expect(events.filter((e) => e.kind === "votes-taken")).toHaveLength(2);
  const row = { procedure: "failover" } as RunRow;
  const eyes = runView(row, bench.plan, events).fencing?.eyes;
  expect(eyes?.map((e) => e.word?.confirmedBy ?? null)).toEqual(["Marco Conti", null]);
});

test("lets nothing pass rule 1: all votes against a living home do not stand in for a word", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "confirm" }));
  bench.start();
  await bench.asked("home-still-answers");
  const { sheet } = foldRun(await bench.events());
  expect(sheet.votes.filter((v) => home.some((name) => name === v.subject)).every((v) => v.says === "no-proof")).toBe(
    true,
  );
  await bench.pass(60_000);
  expect(sentTexts(bench.servers)).not.toContain(recovery);
});

test("does not count a word about an instance that answered the sheet after it", async () => {
  bench = await failoverBench(silentOn);
  bench.servers.reach.set(home[0], "up");
  bench.start();
  const asked = await bench.asked("point-of-no-return");
  bench.servers.reach.set(home[0], "unreachable");
  await answer(bench, asked, "confirm", attested(bench, 5 * 60_000));
  const second = await bench.asked("home-still-answers");
  expect(second.facts[home[0]]).toMatch(/disproved: it answered after that/);
  expect(sentTexts(bench.servers)).not.toContain(recovery);
});
