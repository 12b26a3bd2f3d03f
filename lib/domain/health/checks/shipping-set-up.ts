import {
  believed,
  believedSection,
  type Check,
  type CheckContext,
  type Judgement,
  judged,
  secondsSince,
} from "#lib/domain/health/check.ts";
import type { JobReading } from "#lib/domain/health/readings.ts";
import { copies, every, liveInstance } from "./pool-parts.ts";
import {
  idleSeconds,
  intervalSeconds,
  kindOf,
  overrunSeconds,
  patienceSeconds,
  shippingFacts,
  shippingJobs,
} from "./shipping-parts.ts";

const base = {
  family: "log-shipping",
  cost: "statement",
  everySeconds: every.work,
  threshold: null,
  onlyNormal: true,
} as const;

/** Set-up, jobs and errors of log shipping. Source: sql-server.md A2, A5, C4 (the mirror's job succeeds and ships nothing, by design). */
export const shippingChecks: readonly Check[] = [
  { ...base, id: "shipping-set-up", needed: ["failover", "switchover"], judge: setUp },
  { ...base, id: "shipping-settings", needed: [], judge: settings },
  { ...base, id: "shipping-jobs", needed: ["failover", "switchover"], judge: (ctx) => perJob(ctx, outcome) },
  {
    ...base,
    id: "shipping-jobs-move",
    needed: ["failover", "switchover"],
    judge: (ctx) => perJob(ctx, (job, name, at) => moves(ctx, job, name, at)),
  },
  { ...base, id: "shipping-idle", needed: ["failover", "switchover"], judge: idle },
  { ...base, id: "shipping-errors", needed: [], threshold: { value: errorSeconds(), unit: "seconds" }, judge: errors },
];

function setUp(ctx: CheckContext): readonly Judgement[] {
  const facts = shippingFacts(ctx);
  const home = facts
    .filter(({ site }) => site === "home")
    .map((each) => {
      if ("unknown" in each) return each.unknown;
      const row = each.rows.find(({ role }) => role === "primary");
      const folder = ctx.pool.folders.backupShare.asServer;
      if (!row) return judged(each.name, "bad", { primary: "not set up here" }, each.at);
      const isShare = same(row.folder, folder);
      return judged(each.name, isShare ? "good" : "bad", { share: row.folder, "pool file": folder }, each.at);
    });
  const other = facts.filter(({ site }) => site === "other");
  const found = other.find((each) => "rows" in each && each.rows.some(({ role }) => role === "secondary"));
  if (found && "rows" in found) {
    const row = found.rows.find(({ role }) => role === "secondary");
    const folder = ctx.pool.folders.copyFolder.asServer;
    const isFolder = row !== undefined && same(row.folder, folder);
    const said = { folder: row?.folder ?? "", "pool file": folder };
    return [...home, judged(found.name, isFolder ? "good" : "bad", said, found.at)];
  }
  const unknown = other.flatMap((each) => ("unknown" in each ? [each.unknown] : []));
  return [
    ...home,
    ...(unknown.length > 0 ? unknown : [judged(ctx.pool.sites.other, "bad", { secondary: "not set up" }, ctx.now)]),
  ];
}

const same = (a: string, b: string) => a.replace(/\\+$/, "").toLowerCase() === b.replace(/\\+$/, "").toLowerCase();

function settings(ctx: CheckContext): readonly Judgement[] {
  return shippingFacts(ctx).flatMap((each) => {
    if ("unknown" in each) return [each.unknown];
    return each.rows.map((row) => {
      const odd = [
        ...(row.isAlertOn === true ? [] : ["its own alert is off"]),
        ...(row.restoreDelay ? [`restore is delayed by ${row.restoreDelay} min`] : []),
        ...(row.isStandby === true ? ["the copy is in standby: readers stop the restore"] : []),
      ];
      const facts = {
        role: row.role,
        settings: odd.join("; ") || "as expected",
        "threshold min": row.thresholdMinutes,
      };
      return judged(each.name, odd.length === 0 ? "good" : "warning", facts, each.at);
    });
  });
}

type PerJob = (job: JobReading, target: string, at: string) => Judgement;

function perJob(ctx: CheckContext, judge: PerJob): readonly Judgement[] {
  return shippingJobs(ctx).flatMap((each) =>
    "unknown" in each ? [each.unknown] : each.jobs.map((job) => judge(job, `${each.name} ${job.name}`, each.at)),
  );
}

const words: Readonly<Record<number, string>> = { 0: "failed", 1: "succeeded", 2: "retry", 3: "cancelled" };

function outcome(job: JobReading, target: string, at: string): Judgement {
  const isOn = job.enabled === 1 && job.scheduleEnabled === 1;
  const result = job.lastOutcome === null ? "never ran" : (words[job.lastOutcome] ?? String(job.lastOutcome));
  const message = job.lastOutcome === 1 ? "" : (job.lastMessage ?? "").slice(0, 400);
  const facts = { enabled: isOn ? "yes" : job.enabled === 1 ? "no schedule" : "no", result, message };
  return judged(
    target,
    isOn && job.lastOutcome === 1 ? "good" : job.lastOutcome === null && isOn ? "unknown" : "bad",
    facts,
    at,
  );
}

/** Whether it runs and ends: judged by the console's own clock, from when it first saw this run or this result. */
function moves(ctx: CheckContext, job: JobReading, target: string, at: string): Judgement {
  const limit = patienceSeconds(job);
  const running = job.runSeenSince === null ? null : secondsSince(ctx, job.runSeenSince);
  const since = secondsSince(ctx, job.resultSince);
  const facts = {
    "runs for s": running ?? "not now",
    "same result for s": since,
    limit,
    "every s": intervalSeconds(job),
  };
  if ((running ?? 0) > limit || since > limit) return judged(target, "bad", facts, at);
  return judged(target, (running ?? 0) > overrunSeconds(job) ? "warning" : "good", facts, at);
}

/** Green but idle: the job succeeds turn after turn, and what it should move does not. */
function idle(ctx: CheckContext): readonly Judgement[] {
  const lags = believed(ctx, ctx.seen.logShipping, { target: null, everySeconds: every.instance });
  if ("unknown" in lags) return [lags.unknown];
  const live = liveInstance(ctx);
  const lagOf = {
    backup: lags.value.backupLagSeconds,
    copy: lags.value.copyLagSeconds,
    restore: lags.value.restoreLagSeconds,
    other: null,
  };
  return shippingJobs(ctx).flatMap((each) => {
    if ("unknown" in each) return [each.unknown];
    return each.jobs.flatMap((job) => {
      const kind = kindOf(job);
      const target = `${each.name} ${job.name}`;
      // The mirror's own backup job does nothing and says success: that is how it must be.
      if (kind === "other" || (kind === "backup" && live !== null && each.name !== live.name)) return [];
      const lag = lagOf[kind];
      const limit = idleSeconds(job) + (kind === "restore" ? restoreAllowance(ctx, each.name) : 0);
      const facts = {
        result: job.lastOutcome === null ? "never ran" : (words[job.lastOutcome] ?? ""),
        "behind s": lag,
        limit,
      };
      if (lag === null) return [judged(target, "unknown", facts, each.at)];
      return [judged(target, lag > limit && job.lastOutcome === 1 ? "bad" : "good", facts, each.at)];
    });
  });
}

/** A restore waits for its configured delay, and until its own clock has reached the time in a file's name. Seconds. */
function restoreAllowance(ctx: CheckContext, name: string): number {
  const delays = shippingFacts(ctx).flatMap((each) =>
    "rows" in each && each.name === name ? each.rows.map((row) => (row.restoreDelay ?? 0) * 60) : [],
  );
  const offset = (of: string | undefined) =>
    of === undefined ? 0 : (ctx.seen.instances[of]?.value?.clockOffsetMs ?? 0);
  const ahead = (offset(liveInstance(ctx)?.name) - offset(name)) / 1_000;
  return Math.max(0, ...delays) + Math.max(0, Math.ceil(ahead));
}

/** An error is of today's interest for five minutes after the agent wrote it. */
function errorSeconds(): number {
  return 300;
}

const agents: Readonly<Record<number, string>> = { 0: "backup", 1: "copy", 2: "restore" };

function errors(ctx: CheckContext): readonly Judgement[] {
  return copies(ctx).map(({ name }) => {
    const of = { target: name, everySeconds: every.work };
    const seen = believedSection(ctx, ctx.seen.work[name], { ...of, section: (work) => work.shippingErrors });
    if ("unknown" in seen) return seen.unknown;
    const [newest] = seen.value;
    if (newest === undefined) return judged(name, "good", { "errors in 24 h": "none" }, seen.at);
    const facts = { agent: agents[newest.agentType] ?? "", "s ago": newest.ageSeconds, message: newest.message };
    return judged(name, newest.ageSeconds <= errorSeconds() ? "warning" : "good", facts, seen.at);
  });
}
