import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Command } from "#lib/domain/commands/command.ts";
import { consoleProcess, type Death } from "./testing/console-process.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { complianceReinstalled, fullyMirrored } from "./testing/failback-mirrored.ts";
import { failbackPicture as picture } from "./testing/failback-picture.ts";
import type { FailbackWorld } from "./testing/failback-world.ts";
import { home } from "./testing/fake-pool.ts";

let bench: FailbackBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

type Story = NonNullable<Parameters<typeof failbackBench>[0]>;
/** One in this many places is tried; the slices together try every one. */
const slices = 6;

const story = (way: Story["way"]): Story => ({
  ...(way ? { way } : {}),
  person: failbackPerson({ "effect-unknown": "retry", "act-failed": "retry" }),
  healthy: fullyMirrored,
  returned: (world) => {
    complianceReinstalled(world);
    const session = { spid: 77, program: "sqlcmd", host: "adminpc", loginTime: "2026-11-21T09:00:00" };
    world.at.get(home[0])?.sessions.push(session);
  },
});

const isOnce = (c: Command) =>
  c.text === "Install-CsMirrorDatabase" ||
  c.text.startsWith("KILL ") ||
  c.text.startsWith("DROP ") ||
  c.text.includes("PARTNER FAILOVER") ||
  c.text.includes("sp_start_job") ||
  c.text.includes("WITH RECOVERY");
function effectsTwice(world: FailbackWorld): readonly string[] {
  const done = world.effects.filter(isOnce).map((c) => `${c.target}: ${c.text} ${JSON.stringify(c.parameters)}`);
  return done.filter((text, i) => done.indexOf(text) !== i);
}

async function undisturbed(way: Story["way"]) {
  bench = await failbackBench(story(way));
  bench.start();
  const events = await bench.ends();
  await bench.stopAll();
  const people = events.filter((e) => e.kind === "decision-taken" || e.kind === "run-started").length;
  return { picture: picture(bench.servers), append: events.length - people, command: bench.servers.sent.length };
}

async function killedAt(death: Death, way: Story["way"]) {
  bench = await failbackBench(story(way));
  const first = consoleProcess(bench, death);
  bench.start("console:1", first);
  await bench.until(`death ${JSON.stringify(death)}`, (all) => first.isDead() || all.at(-1)?.kind === "run-finished");
  if (!first.isDead()) throw new Error(`the run ended before ${JSON.stringify(death)}`);
  const second = bench.start("console:2");
  await bench.ends();
  await second.stop();
  vi.clearAllTimers();
  const { servers } = bench;
  return { picture: picture(servers), twice: effectsTwice(servers), violations: servers.violations };
}

const places = (["full-restore", "log-swap"] as const).flatMap((way) =>
  (["append", "command"] as const).flatMap((after) =>
    Array.from({ length: after === "append" ? slices : 1 }, (_, slice) => ({ way, after, slice })),
  ),
);

test.each(places)(
  "a failback by $way ends as if undisturbed, never two writable copies, when the console dies after any $after ($slice)",
  async ({ way, after, slice }) => {
    const calm = await undisturbed(way);
    const differing: unknown[] = [];
    const last = after === "append" ? calm.append - 1 : calm.command;
    const stride = after === "append" ? slices : 1;
    for (let n = 1 + slice; n <= last; n += stride) {
      const got = await killedAt({ after, n }, way).catch((e: unknown) => ({
        picture: String(e),
        twice: [],
        violations: [],
      }));
      const same = JSON.stringify(got.picture) === JSON.stringify(calm.picture);
      if (!same || got.twice.length > 0 || got.violations.length > 0) differing.push({ n, ...got });
    }
    expect(differing).toEqual([]);
  },
);
