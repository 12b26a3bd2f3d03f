import {
  believed,
  type Check,
  type CheckContext,
  type Judgement,
  judged,
  secondsSince,
} from "#lib/domain/health/check.ts";
import { oldAfterMs } from "#lib/domain/plan/capture-age.ts";
import { every } from "./pool-parts.ts";

const backlogSeconds = 600;
/** Written once a day; half a day late is told. */
const markerSeconds = 129_600;

/** Compliance, and what the console itself keeps. Source: persistent-chat.md D.2; dba-notes 9, 15, 39. */
export const consoleChecks: readonly Check[] = [
  {
    id: "compliance-backlog",
    family: "compliance",
    everySeconds: every.work,
    cost: "statement",
    threshold: { value: backlogSeconds, unit: "seconds" },
    needed: [],
    judge: (ctx) => {
      const seen = believed(ctx, ctx.seen.compliance, { target: null, everySeconds: every.work });
      if ("unknown" in seen) return [seen.unknown];
      const { waiting, oldest } = seen.value;
      const since = oldest === null ? 0 : secondsSince(ctx, oldest.since);
      const facts = { waiting, "oldest event": oldest?.value ?? "none", "waits for s": since, limit: backlogSeconds };
      return [judged(null, since > backlogSeconds ? "bad" : "good", facts, seen.at)];
    },
  },
  {
    id: "console-place",
    family: "console",
    everySeconds: every.minute,
    cost: "none",
    threshold: null,
    needed: ["failover", "switchover", "failback"],
    judge: ({ pool, now }) => [
      judged(null, pool.consoleStandsIn === "home" ? "bad" : "good", { "stands in": pool.consoleStandsIn }, now),
    ],
  },
  {
    id: "capture-age",
    family: "console",
    everySeconds: every.minute,
    cost: "statement",
    threshold: { value: oldAfterMs / 1_000, unit: "seconds" },
    needed: ["failover", "switchover", "failback"],
    // While failed over no capture is taken: the newest is what failback rebuilds from, however old.
    judge: (ctx) => {
      if (ctx.seen.captureAt === null) return [judged(null, "unknown", { capture: "none was ever taken" }, null)];
      const seconds = secondsSince(ctx, ctx.seen.captureAt);
      const isOld = seconds > oldAfterMs / 1_000 && ctx.seen.poolState.value !== "FailedOver";
      return [
        judged(null, isOld ? "warning" : "good", { taken: ctx.seen.captureAt, "age s": seconds }, ctx.seen.captureAt),
      ];
    },
  },
  {
    id: "message-numbers",
    family: "console",
    everySeconds: every.minute,
    cost: "statement",
    threshold: null,
    needed: [],
    judge: (ctx) => {
      const seen = believed(ctx, ctx.seen.watermarks, { target: null, everySeconds: every.minute });
      return ["unknown" in seen ? seen.unknown : judged(null, "good", { sampled: seen.at }, seen.at)];
    },
  },
  {
    id: "marker-message",
    family: "console",
    everySeconds: every.minute,
    cost: "cmdlet",
    threshold: { value: markerSeconds, unit: "seconds" },
    needed: [],
    judge: markerWritten,
  },
  {
    id: "drill-age",
    family: "console",
    everySeconds: every.minute,
    cost: "none",
    threshold: null,
    needed: [],
    // None on record is a warning that calls nobody; overdue calls.
    judge: (ctx) => {
      const seen = believed(ctx, ctx.seen.drills, { target: null, everySeconds: every.minute });
      if ("unknown" in seen) return [seen.unknown];
      const { last, recordSince } = seen.value;
      const limit = ctx.pool.targets.drillEveryDays;
      const days = Math.floor(secondsSince(ctx, last?.at ?? recordSince) / 86_400);
      const facts = {
        "last drill or failover": last === null ? "none on record" : `${last.label}, ${last.at}`,
        "record kept since": recordSince,
        days,
        limit,
      };
      return [judged(null, days > limit ? "bad" : last === null ? "warning" : "good", facts, seen.at)];
    },
  },
  {
    id: "recovery-time",
    family: "console",
    everySeconds: every.minute,
    cost: "statement",
    threshold: { value: 1_800, unit: "seconds" },
    needed: ["failover"],
    onlyNormal: true,
    // An open forecast is no alarm before anybody has drilled: it is a warning, and says so (dba-notes 39).
    judge: (ctx) => {
      const seen = believed(ctx, ctx.seen.recoveryTime, { target: null, everySeconds: every.minute });
      if ("unknown" in seen) return [seen.unknown];
      const { fewest, most, runs } = seen.value;
      const limit = ctx.pool.targets.recoveryTimeSeconds;
      const facts = { "at least s": fewest, "at most s": most ?? "not measured", "runs measured": runs, limit };
      if (fewest > limit) return [judged(null, "bad", facts, seen.at)];
      return [judged(null, most !== null && most <= limit ? "good" : "warning", facts, seen.at)];
    },
  },
];

/** Only where the pool file asks for it: it writes a message into a room. */
function markerWritten(ctx: CheckContext): readonly Judgement[] {
  if (ctx.pool.testUsers?.dailyMarker !== true)
    return [judged(null, "not-available", { why: "the pool file asks for none: testUsers.dailyMarker" }, null)];
  const seen = believed(ctx, ctx.seen.marker, { target: null, everySeconds: every.minute });
  if ("unknown" in seen) return [seen.unknown];
  const { newest, failed } = seen.value;
  const seconds = newest === null ? null : secondsSince(ctx, newest.writtenAt);
  const facts = {
    "newest marker": newest === null ? "none was ever written" : `${newest.name} ${newest.chatId}`,
    written: newest?.writtenAt ?? "never",
    ...(failed === null ? {} : { "last try": failed.why, at: failed.at }),
  };
  const isYoung = seconds !== null && seconds <= markerSeconds;
  return [judged(newest?.name ?? null, isYoung ? "good" : "warning", facts, seen.at)];
}
