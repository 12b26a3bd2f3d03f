import { labPool } from "#lab/pool-file.ts";
import { startWorld } from "#lab/world/world-fixture.ts";
import type { ClockPort } from "#lib/domain/ports.ts";
import { type Pool, poolSchema } from "#lib/domain/topology/pool.ts";
import type { HealthView } from "#lib/domain/views/health-view.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { makeSweep, type SweepOptions } from "#lib/watch/sweep.ts";
import { fakeStore } from "./fake-store.ts";
import { type Logins, labPorts } from "./lab-ports.ts";

type Lab = ReturnType<typeof startWorld>;

/** For tests: the real sweep over the whole lab, files in memory, on one virtual clock of both. */
export function startLabBench(
  notify: SweepOptions["notify"] | null = null,
  logins: Logins = {},
  changed: Partial<Pool> = {},
) {
  const lab = startWorld();
  const clock = labClock(lab);
  const pool = poolSchema.parse({
    ...labPool({
      dir: "/lab",
      ports: Object.fromEntries([...lab.world.instances.keys()].map((name, i) => [name, 1_433 + i])),
      lync: {
        fileStore: { name: "fsto01.contoso.local", host: "file-store", port: 445, hostedIn: "other" },
        nextHop: { name: "fepool-to.contoso.local", host: "next-hop", port: 5_061 },
        domainControllers: [{ name: "dcto01.contoso.local", host: "dc", port: 389 }],
      },
      shell: { host: "powershell", url: "http://lab" },
    }),
    ...changed,
  });
  const ports = labPorts(lab, clock, { asServer: (id) => pool.folders[id].asServer, logins });
  const errors: string[] = [];
  const store = fakeStore(() => clock.now().toISOString());
  let view: OverviewView | null = null;
  const sweep = makeSweep({
    pool,
    ports,
    store,
    ...(notify ? { notify } : {}),
    publish: (next) => {
      view = next;
    },
    report: (source, error) => void errors.push(`${source}: ${error instanceof Error ? error.message : String(error)}`),
  });
  return {
    lab,
    pool,
    ports,
    clock,
    sweep,
    store,
    errors,
    published: (): OverviewView | null => view,
    health: (): HealthView => sweep.health(),
    seconds: (count: number) => clock.run(count),
  };
}

type LabClock = ClockPort & { readonly run: (seconds: number) => Promise<void> };

function labClock(lab: Lab): LabClock {
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  const nowMs = () => lab.clock.now().getTime();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const wakeDue = async () => {
    for (;;) {
      await settle();
      const due = [...sleepers].filter((each) => each.atMs <= nowMs()).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) return;
      sleepers.delete(due);
      due.wake();
    }
  };
  return {
    now: () => new Date(nowMs()),
    monotonicMs: nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { atMs: nowMs() + ms, wake: resolve };
        sleepers.add(sleeper);
        const end = () => {
          sleepers.delete(sleeper);
          resolve();
        };
        if (signal?.aborted) end();
        else signal?.addEventListener("abort", end, { once: true });
      }),
    run: async (seconds) => {
      const endMs = nowMs() + seconds * 1_000;
      while (nowMs() < endMs) {
        await lab.world.tick(lab.clock.advance(1_000));
        await wakeDue();
      }
    },
  };
}
