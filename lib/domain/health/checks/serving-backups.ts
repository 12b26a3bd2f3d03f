import {
  believedSection,
  type Check,
  type CheckContext,
  type Judgement,
  judged,
  secondsSince,
} from "#lib/domain/health/check.ts";
import { every, isFailedOver, liveInstance } from "./pool-parts.ts";

/**
 * While the pool is failed over nothing ships the log any more: what serves must be backed up by itself, or its log grows and all since
 * the failover is lost with it. At home log shipping's own checks say the same. Source: persistent-chat.md G 9.
 */
export const servingBackups: Check = {
  id: "serving-backups",
  family: "databases",
  cost: "statement",
  everySeconds: every.work,
  threshold: { value: 900, unit: "seconds" },
  needed: [],
  judge: (ctx) => (isFailedOver(ctx) ? judgeServing(ctx) : []),
};

function judgeServing(ctx: CheckContext): readonly Judgement[] {
  const live = liveInstance(ctx);
  if (live === null) return [judged(null, "unknown", { why: "no one writable copy is known" }, null)];
  const of = { target: live.name, everySeconds: every.work };
  const reading = ctx.seen.work[live.name];
  const seen = believedSection(ctx, reading, { ...of, section: (work) => work.recentBackups });
  if ("unknown" in seen) return [seen.unknown];
  const limit = ctx.pool.targets.recoveryPointSeconds;
  const newest = reading?.value?.newestLogBackup ?? null;
  if (newest === null) return [judged(live.name, "bad", { "log backups in 24 h": "none", limit }, seen.at)];
  const [row] = seen.value;
  const since = secondsSince(ctx, newest.since);
  const facts = { file: row?.file ?? null, "to LSN": newest.value, "same for s": since, limit };
  return [judged(live.name, since > limit ? "bad" : "good", facts, seen.at)];
}
