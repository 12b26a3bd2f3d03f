import { z } from "zod";
import type { SqlCommand } from "#lib/domain/commands/command.ts";
import { StepError } from "#lib/domain/errors.ts";
import type { ActContext, SqlOutcome } from "#lib/domain/ports.ts";
import type { Opening } from "./connection.ts";
import { findHolder, takeLock } from "./instance-lock.ts";
import { send } from "./send.ts";
import { openSession, type Session } from "./session.ts";
import { type Attempt, translateError } from "./translate-error.ts";
import { within } from "./within.ts";

const stepMs = 10_000;
const clockRow = z.object({ serverUtc: z.string().min(19) });
const clockText = "SELECT CONVERT(nvarchar(33), SYSUTCDATETIME(), 126) AS serverUtc";

async function lockOrThrow(session: Session, target: string, signal: AbortSignal): Promise<number> {
  const doing = `taking the console's lock on ${target}`;
  const limit = { deadlineMs: stepMs, signal, effect: "none", doing, cut: session.cut } as const;
  const lock = await within(takeLock(session.pool, target, stepMs), limit);
  if (lock.taken) return lock.sessionId;
  const holder = await within(findHolder(session.pool, stepMs), limit);
  const who =
    holder === null
      ? "a session that our rights do not show"
      : `session ${holder.sessionId} (${holder.program ?? "?"})`;
  throw new StepError("conflict", `${target}: the console's lock is held by ${who}`, {
    effect: "none",
    data: { target, holder },
  });
}

async function serverUtc(session: Session, target: string): Promise<string> {
  const limit = {
    deadlineMs: stepMs,
    effect: "none",
    doing: `reading the clock of ${target}`,
    cut: session.cut,
  } as const;
  const sets = await within(send(session.pool, { text: clockText, parameters: {}, timeoutMs: stepMs }), limit);
  const row = clockRow.parse(sets.at(-1)?.[0]);
  return `${row.serverUtc.slice(0, 23)}Z`;
}

function outcomeOf(sets: readonly (readonly Readonly<Record<string, unknown>>[])[]) {
  const rows = sets.at(-1) ?? [];
  const code = rows[0]?.returnCode;
  return { rows, returnValue: typeof code === "number" ? code : null };
}

/**
 * One command on a session of its own that holds the instance's lock. Not safe to call twice.
 * An aborted signal cuts the line: what was sent is then unknown. @throws StepError
 */
export async function executeCommand(opening: Opening, command: SqlCommand, act: ActContext): Promise<SqlOutcome> {
  const { target } = command;
  let sawProgress = false;
  const attempt = (phase: Attempt["phase"]): Attempt => ({
    target,
    doing: "command",
    phase,
    text: command.text,
    sawProgress,
    readOnly: false,
  });
  const session = await openSession(opening, act.signal);
  try {
    let sessionId: number;
    try {
      sessionId = await lockOrThrow(session, target, act.signal);
    } catch (error) {
      throw translateError(error, attempt("lock"));
    }
    const onInfo = (message: { number: number; text: string }) => {
      // 5701 and 5703 only tell a changed context
      if (message.number !== 5701 && message.number !== 5703) sawProgress = true;
      act.onOutput({ source: target, level: "info", text: message.text });
    };
    const timeoutMs = command.deadlineMs ?? 0;
    let sets: Awaited<ReturnType<typeof send>>;
    try {
      const work = send(session.pool, { text: command.text, parameters: command.parameters, timeoutMs, onInfo });
      // The driver's own timeout asks the server to stop first; ours only ends the wait when that gets no answer either.
      const deadlineMs = timeoutMs === 0 ? 0 : timeoutMs + 7_000;
      sets = await within(work, {
        deadlineMs,
        signal: act.signal,
        effect: "unknown",
        doing: `command on ${target}`,
        cut: session.cut,
      });
    } catch (error) {
      const failed = translateError(error, attempt("statement"));
      for (const cause of failed.causes) act.onOutput({ source: target, level: "error", text: cause.message });
      throw failed;
    }
    try {
      return { ...outcomeOf(sets), sessionId, serverUtc: await serverUtc(session, target) };
    } catch (error) {
      throw new StepError("unreachable", `${target}: the command ended well, then the connection failed`, {
        effect: "done",
        cause: error,
      });
    }
  } finally {
    await session.close();
  }
}
