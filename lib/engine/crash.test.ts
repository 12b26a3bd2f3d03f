import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Command } from "#lib/domain/commands/command.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { consoleProcess, type Death } from "./testing/console-process.ts";
import { answering, type Bench, careful, failoverBench, recovery } from "./testing/engine-bench.ts";
import { failoverPicture as picture } from "./testing/failover-picture.ts";
import type { FakeServers } from "./testing/fake-servers.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const isOnce = (c: Command) =>
  c.text === recovery ||
  c.text === "Install-CsMirrorDatabase" ||
  c.text.startsWith("KILL ") ||
  c.text.includes("sp_add_job ");
const sentTwice = (servers: FakeServers) => {
  const sent = servers.sent.filter(isOnce).map((c) => JSON.stringify(c));
  return sent.filter((text, i) => sent.indexOf(text) !== i);
};
const withSession = (servers: FakeServers) => {
  servers.sessions = [{ spid: 77, program: "sqlcmd", host: "adminpc", loginTime: "2026-11-21T09:00:00" }];
};
const resuming: Parameters<typeof failoverBench>[0] = (decision, b) => {
  if (decision.kind === "effect-unknown") return { choice: "retry" };
  return careful(decision, b);
};

async function undisturbed(): Promise<{
  readonly picture: ReturnType<typeof picture>;
  readonly appends: number;
  readonly commands: number;
}> {
  bench = await failoverBench(resuming, withSession);
  bench.start();
  const events = await bench.ends();
  await bench.stopAll();
  const people = events.filter((e) => e.kind === "decision-taken" || e.kind === "run-started").length;
  return { picture: picture(bench.servers), appends: events.length - people, commands: bench.servers.sent.length };
}

async function killedAt(death: Death) {
  bench = await failoverBench(resuming, withSession);
  const first = consoleProcess(bench, death);
  bench.start("console:1", first);
  await bench.until(`death ${JSON.stringify(death)}`, (all) => first.isDead() || all.at(-1)?.kind === "run-finished");
  if (!first.isDead()) throw new Error(`the run ended before ${JSON.stringify(death)}`);
  const second = bench.start("console:2");
  const events = await bench.ends();
  await second.stop();
  vi.clearAllTimers();
  return {
    picture: picture(bench.servers),
    twice: sentTwice(bench.servers),
    kinds: events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision.kind] : [])),
  };
}

test.each(["append", "command"] as const)(
  "ends as if undisturbed, and repeats nothing that must not be repeated, when the console dies after any %s",
  async (after) => {
    const calm = await undisturbed();
    const differing: unknown[] = [];
    const last = after === "append" ? calm.appends - 1 : calm.commands;
    for (let n = 1; n <= last; n++) {
      const got = await killedAt({ after, n }).catch((e: unknown) => ({
        picture: null,
        twice: [],
        kinds: [String(e)],
      }));
      if (got.twice.length > 0 || JSON.stringify(got.picture) !== JSON.stringify(calm.picture))
        differing.push({ n, ...got });
    }
    expect(differing).toEqual([]);
  },
);

/** Lets a process die when the journal says something that matches, as often as given. */
async function dyingAt(matches: (e: RunEvent) => boolean, times: number, person = resuming) {
  bench = await failoverBench(person);
  for (let n = 1; n <= times; n++) {
    const dying = consoleProcess(bench);
    const seen = (await bench.events()).filter(matches).length;
    const forget = bench.store.onAppend((e) => {
      if (matches(e)) dying.kill();
    });
    bench.start(`console:${n}`, dying);
    await bench.until(`death ${n}`, (all) => all.filter(matches).length > seen);
    forget();
  }
}
const kindsAsked = async () =>
  (await bench.events()).flatMap((e) => (e.kind === "decision-asked" ? [e.decision.kind] : []));
const intends = (actId: string) => (e: RunEvent) => e.kind === "act-intended" && e.actId === actId;
const apply8 = "apply-log-backup:BBBBBBBB-0000-0000-0000-000000000008";

test("waits for a person to resume, also when the console dies again while it asks", async () => {
  await dyingAt(
    (e) => e.kind === "act-intended" && e.actId === apply8,
    1,
    answering({ "resume-after-interruption": () => null }),
  );
  const dying = consoleProcess(bench);
  bench.start("console:2", dying);
  await bench.asked("resume-after-interruption");
  dying.kill();
  const before = bench.servers.sent.length;
  bench.start("console:3");
  await bench.pass(120_000);
  expect(bench.servers.sent.length).toBe(before);
});

test("goes on after retry when the console died in two attempts at one act", async () => {
  await dyingAt(intends(apply8), 2, answering({ "act-failed": "retry" }));
  bench.start("console:3");
  await bench.ends();
  expect((await kindsAsked()).filter((k) => k === "act-failed").length).toBeLessThanOrEqual(2);
  const asked = (await bench.events()).flatMap((e) => (e.kind === "decision-asked" ? [e.decision] : []));
  const said = asked.find((d) => d.kind === "act-failed" && d.actId === apply8)?.facts.error;
  expect(said).toMatch(/^begun 2 times, and each time the console was gone/);
});

test("asks nothing but whether to resume when the console dies between the look and the intent", async () => {
  await dyingAt((e) => e.kind === "act-observed" && e.actId === "bring-online" && e.when === "before", 1);
  bench.start("console:2");
  await bench.ends();
  expect(await kindsAsked()).toEqual(["point-of-no-return", "resume-after-interruption"]);
});

test("asks before the recovery is sent again when the console dies in an attempt that a person had ordered", async () => {
  bench = await failoverBench(answering({ "act-failed": "retry", "effect-unknown": () => null }));
  let left = 1;
  bench.servers.fate = (c) => (c.text === recovery && left-- > 0 ? "refused" : "arrives");
  const dying = consoleProcess(bench);
  bench.store.onAppend((e) => {
    if (e.kind === "act-intended" && e.actId === "bring-online" && e.attempt === 2) dying.kill();
  });
  bench.start("console:1", dying);
  await bench.until("death", () => dying.isDead());
  bench.start("console:2");
  await bench.asked("effect-unknown");
  expect(bench.servers.sent.filter((c) => c.text === recovery)).toHaveLength(1);
});

test("names its own token when it takes a run", async () => {
  await dyingAt(intends(apply8), 1);
  bench.start("console:2");
  const events = await bench.ends();
  expect(events.flatMap((e) => (e.kind === "runner-took" ? [e.token] : []))).toEqual([1, 2]);
});
