import type { SqlCommand } from "#lib/domain/commands/command.ts";
import { readFingerprint } from "#lib/domain/commands/failback-observations.ts";
import { disableJob, enableJob } from "#lib/domain/commands/jobs.ts";
import {
  hasBackupFile,
  readDatabase,
  readJob,
  readSessions,
  type SessionReading,
} from "#lib/domain/commands/observations.ts";
import { killSession, restoreWithRecovery } from "#lib/domain/commands/restore.ts";
import { AppError, isStepError } from "#lib/domain/errors.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, observed, sqlAct } from "./act.ts";
import { goUnfenced } from "./choices.ts";
import type { FencePins } from "./fence-pins.ts";
import { check, finding } from "./finding.ts";
import type { Act, LiveContext, StepContext } from "./step.ts";

/** Stops the backup job of log shipping at home; its undo lets it run again. */
export function backupJobOff(instance: string, job: string): Act {
  const id = `fence-job-off:${instance}`;
  return { ...jobAct(id, instance, { job, enabled: 0 }), undo: jobAct(`undo:${id}`, instance, { job, enabled: 1 }) };
}

function jobAct(id: string, instance: string, to: { readonly job: string; readonly enabled: 0 | 1 }): Act {
  const { job, enabled } = to;
  return sqlAct(enabled === 1 ? enableJob(instance, job) : disableJob(instance, job), {
    id,
    repeatable: true,
    observe: async (ctx) => {
      const seen = await readJob(ctx.ports.sql, instance, job);
      if (!seen) return observed("done", { instance, job, found: "no such job" });
      return observed(seen.enabled === enabled ? "done" : "not-started", { instance, job, enabled: seen.enabled });
    },
  });
}

/** Waits, at most ten minutes, until no backup job writes to the share any more. */
export function jobsIdle(fence: Pick<FencePins, "instance" | "backupJobs">): Act {
  return evidenceAct("fence-jobs-idle", fence.instance, async (ctx) => {
    const until = ctx.ports.clock.monotonicMs() + 600_000;
    for (;;) {
      const seen = await Promise.all(fence.backupJobs.map((at) => readJob(ctx.ports.sql, at.instance, at.job)));
      if (seen.every((job) => (job?.running ?? 0) === 0)) return { idle: true };
      if (ctx.ports.clock.monotonicMs() > until)
        throw new AppError(
          "refused",
          "a log backup at home still runs after ten minutes; stop the job there, then try again",
        );
      await ctx.ports.clock.sleep(1_000, ctx.act.signal);
    }
  });
}

/** The tail's act, and which attempt at it this is: a person who has it tried again may have let a writer in. */
export const tailId = "fence-tail";
const attempt = (run: RunState, id: string) =>
  run.taken.filter((t) => t.decision.actId === id && t.choice === "retry").length + 1;

const fingerprintOf = (round: number) => `fingerprint-home:${round}`;
/** The newest fingerprint of home with nobody in it. */
export const fingerprintId = (run: RunState): string => fingerprintOf(attempt(run, tailId));

/**
 * What home holds once its last writer is out: what the other copy must hold when it is online. persistent-chat A.4, 1. Where nobody
 * heard that the tail was taken, home is RESTORING by now and cannot be asked: it holds what it said before that tail.
 */
export function fingerprintHome(run: RunState, instance: string): Act {
  const before = resultOf(run, fingerprintOf(attempt(run, tailId) - 1));
  return evidenceAct(fingerprintId(run), instance, async ({ ports }) => {
    const isTaken = before !== undefined && (await readDatabase(ports.sql, instance, "mgc")).state === "RESTORING";
    return isTaken ? before : readFingerprint(ports.sql, instance);
  });
}

/** Lists who is in mgc and ends each connection; listed anew for each attempt at the tail, because a writer may have come back. */
export function endWriters(ctx: StepContext, instance: string): readonly Act[] {
  const listId = `fence-sessions:${attempt(ctx.run, tailId)}`;
  const sessions = (resultOf(ctx.run, listId) as readonly SessionReading[] | undefined) ?? [];
  return [
    evidenceAct(listId, instance, (live) => readSessions(live.ports.sql, instance, "mgc")),
    ...sessions.map((s) =>
      sqlAct(killSession(instance, s.spid), {
        id: `fence-end-session:${s.spid}:${s.loginTime}`,
        repeatable: false,
        observe: async (live) => {
          const now = await readSessions(live.ports.sql, instance, "mgc");
          const isThere = now.some((n) => n.spid === s.spid && n.loginTime === s.loginTime);
          return observed(isThere ? "not-started" : "done", { session: s.spid, program: s.program });
        },
      }),
    ),
  ];
}

/** The tail of the log. Done when home is RESTORING, out of mirroring, and its msdb knows exactly this file. Undo: home serves again. */
export function backUpTailOf(ctx: StepContext, fence: FencePins, command: SqlCommand): Act {
  const { instance, tailFile } = fence;
  return {
    ...sqlAct(command, {
      id: tailId,
      repeatable: true,
      observe: async (live) => {
        const db = await readDatabase(live.ports.sql, instance, "mgc");
        const isWritten = await hasBackupFile(live.ports.sql, instance, tailFile);
        const facts = {
          instance,
          state: db.state,
          role: db.role ?? "none",
          tail: isWritten ? tailFile : "not written",
        };
        const isFenced = db.state === "RESTORING" && db.role === null;
        if (isFenced && isWritten) return observed("done", facts);
        return observed(db.state === "ONLINE" && !isWritten ? "not-started" : "unknown", facts);
      },
    }),
    undo: recoverHome(ctx.plan.target, instance),
  };
}

/** Home's copy comes up again where it stopped: nothing was written since. Only while the other copy takes no writes (rule 1). */
function recoverHome(other: string, instance: string): Act {
  return sqlAct(restoreWithRecovery(instance, "mgc"), {
    id: "undo:fence-tail",
    repeatable: false,
    guard: check("other-not-writable", async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, other, "mgc");
      const facts = { instance: other, state: db.state ?? "absent" };
      return finding(ctx, "other-not-writable", db.writable ? "fail" : "pass", facts);
    }),
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, instance, "mgc");
      const facts = { instance, state: db.state };
      if (db.state === "RESTORING") return observed("not-started", facts);
      return observed(db.state === "ONLINE" ? "done" : db.state === "RECOVERING" ? "running" : "unknown", facts);
    },
  });
}

/**
 * Home may die in the middle: what was never sent to it then counts as not begun, and a person may go on without the rest. Rule 1
 * still asks for proof or a person's word before the other copy is made writable.
 */
export function whileHomeAnswers(act: Act): Act {
  if (act.command === null || act.command.kind !== "sql") return withWayOn(act);
  const observe = async (ctx: LiveContext) => {
    try {
      return await act.observe(ctx);
    } catch (e) {
      const isSilent = isStepError(e) && e.code === "unreachable";
      if (isSilent && (ctx.run.acts.get(act.id)?.attempts ?? 0) === 0)
        return observed("not-started", { target: act.target, error: e.message });
      throw e;
    }
  };
  return withWayOn({ ...act, observe });
}

function withWayOn(act: Act): Act {
  return {
    ...act,
    // Its effect went with home: what home really is decides at the point of no return, by proof or a person's word.
    onUnknown: [goUnfenced],
    onFailure: (error) => [...(act.onFailure?.(error) ?? []), ...(error?.code === "unreachable" ? [goUnfenced] : [])],
  };
}
