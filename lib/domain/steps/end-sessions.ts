import { readSessions, type SessionReading } from "#lib/domain/commands/observations.ts";
import { killSession } from "#lib/domain/commands/restore.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, observed, sqlAct } from "./act.ts";
import type { Act } from "./step.ts";

/** Lists the sessions in mgc on an instance, ours excepted, then ends each of them: a RESTORE needs the database alone (3101). */
export function endSessions(run: RunState, target: string): readonly Act[] {
  const list = evidenceAct("list-sessions", target, (live) => readSessions(live.ports.sql, target, "mgc"));
  const sessions = (resultOf(run, "list-sessions") as readonly SessionReading[] | undefined) ?? [];
  return [list, ...sessions.map((s) => endSession(target, s))];
}

function endSession(target: string, session: SessionReading): Act {
  return sqlAct(killSession(target, session.spid), {
    id: `end-session:${session.spid}:${session.loginTime}`,
    repeatable: false,
    observe: async (ctx) => {
      const now = await readSessions(ctx.ports.sql, target, "mgc");
      const same = now.some((s) => s.spid === session.spid && s.loginTime === session.loginTime);
      return observed(same ? "not-started" : "done", { session: session.spid, program: session.program });
    },
  });
}
