import { home, type LogFile, logBackup, target } from "#lib/engine/testing/fake-pool.ts";
import type { FakeServers } from "#lib/engine/testing/fake-servers.ts";
import type { QuickClock } from "#lib/engine/testing/quick-clock.ts";
import type { Random } from "./random.ts";
import type { StoryLog } from "./story-log.ts";

/** Messages a second that home's rooms take at most: the rate that the samples in the evidence show. */
const perSecond = 2 / 60;
/** Home's newest sampled message, at 09:53. */
const sampled = 1_006;

type Parts = {
  readonly servers: FakeServers;
  readonly clock: QuickClock;
  readonly random: Random;
  readonly log: StoryLog;
  readonly changed: (instance: string) => void;
  /** Home serves, and may be lost. */
  readonly mayLoseHome?: boolean;
};

/** What goes wrong beside the wire in a failover, and how many messages home really holds. */
export function failoverNights({ servers, clock, random, log, changed, mayLoseHome = false }: Parts) {
  /** Home was lost some time between its newest sample and the start of the run. */
  const beforeLoss = sampled + random.below(15);
  let back: { readonly atMs: number; stoppedMs: number | null } | null = null;
  /** What home has taken until now, or until it was stopped. */
  const lastAtHome = () => {
    const until = back?.stoppedMs ?? clock.monotonicMs();
    return beforeLoss + (back === null ? 0 : Math.floor(((until - back.atMs) / 1_000) * perSecond));
  };
  servers.homeLast = lastAtHome;
  const stopHome = () => {
    if (home.every((name) => servers.reach.get(name) === "unreachable")) return;
    if (back !== null) back.stoppedMs ??= clock.monotonicMs();
    for (const name of home) servers.reach.set(name, "unreachable");
    log.happened("world home stopped");
  };
  const comesBack = (how: "up" | "refuses-login") => {
    if (back !== null || servers.reach.get(home[0]) !== "unreachable") return;
    back = { atMs: clock.monotonicMs(), stoppedMs: null };
    servers.reach.set(home[0], how);
    for (const name of home) changed(name);
  };
  const takeAway = (name: string) => {
    const file = servers.share.get(name);
    if (!file || servers.copyFolder.has(name)) return;
    servers.share.delete(name);
    taken.push(file);
  };
  /** When a file on the share last became another one. UTC, milliseconds. */
  const changedAt = new Map<string, number>();
  const put = (file: LogFile) => {
    servers.share.set(file.name, file);
    changedAt.set(file.name, clock.now().getTime());
  };
  const taken: ReturnType<typeof logBackup>[] = [];
  const damaged: string[] = [];
  const nights: Readonly<Record<string, () => void>> = {
    "share down": () => {
      servers.shareUp = false;
    },
    "log backup gone": () => takeAway(random.pick(["mgc_9.trn", "mgc_10.trn"])),
    "log backup damaged": () => {
      const name = random.pick(["mgc_10.trn", "mgc_11.trn"]);
      const file = servers.share.get(name);
      if (!file) return;
      put({ ...file, isDamaged: true });
      damaged.push(name);
    },
    "log backup late": () => put(logBackup(12)),
    "home back": () => comesBack("up"),
    "home refuses logins": () => comesBack("refuses-login"),
    "target silent": () => void servers.reach.set(target, "unreachable"),
    "target busy": () => {
      servers.busy += random.below(6);
    },
    "a session": () => {
      const session = {
        spid: 70 + random.below(20),
        program: "sqlcmd",
        host: "adminpc",
        loginTime: "2026-11-21T09:00:00",
      };
      servers.sessions = [...servers.sessions, session];
    },
    "test message fails": () => {
      servers.testResult = "Failure";
    },
    "job disabled by somebody": () => {
      for (const job of servers.jobs.values()) job.enabled = 0;
    },
    "recovered by somebody": () => {
      const db = servers.databases.get(target);
      if (db?.state !== "RESTORING" || random.chance(0.6)) return;
      Object.assign(db, { state: "ONLINE", redo: null });
      log.happened("world really recovered by somebody");
    },
    ...(mayLoseHome ? { "home lost": stopHome } : {}),
  };
  return {
    names: Object.keys(nights),
    strike: () => {
      const name = random.pick(Object.keys(nights));
      log.happened(`world ${name}`);
      nights[name]?.();
    },
    /** Everything but home is well again. */
    heal: () => {
      servers.shareUp = true;
      if ((servers.reach.get(target) ?? "up") !== "up") servers.reach.set(target, "up");
      servers.testResult = "Success";
    },
    /** As `heal`, and what was damaged or taken away is there again: nobody has to go on without it. */
    restore: () => {
      for (const name of damaged) put(logBackup(Number(/\d+/.exec(name)?.[0])));
      for (const file of taken) put(file);
    },
    stopHome,
    changedAt,
    /** Home's last message of which the recovered copy could know: all that it took until it was stopped. */
    lastAtHome: () => (back !== null && back.stoppedMs === null ? beforeLoss : lastAtHome()),
  };
}
