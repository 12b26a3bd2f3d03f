import { randomBytes } from "node:crypto";
import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import { isStepError, StepError } from "#lib/domain/errors.ts";
import type { ActContext, ProcessIdentity, ShellPort } from "#lib/domain/ports.ts";
import { envelopeError, readEnvelope } from "./envelope.ts";
import { endProcess, stillRuns } from "./process-identity.ts";
import { invocationLine } from "./script.ts";
import { WarmShell } from "./warm-shell.ts";

export type ShellPortOptions = {
  readonly executable: string;
  readonly arguments?: readonly string[];
  readonly module: "Lync" | "SkypeForBusiness";
  readonly env?: Readonly<Record<string, string>>;
};

type Objects = Awaited<ReturnType<ShellPort["invoke"]>>;
type Call = {
  readonly command: PowerShellCommand;
  readonly act: ActContext | undefined;
  readonly resolve: (output: Objects) => void;
  readonly reject: (error: unknown) => void;
  timer: NodeJS.Timeout | undefined;
};

/**
 * One warm management shell, one cmdlet at a time, each with a deadline that includes its wait in the queue. A shell that
 * times out is ended and seen gone before its call is rejected; the next call gets a new one, and calls that waited behind it
 * are rejected with effect "none".
 */
export function makeShellPort(
  options: ShellPortOptions,
): ShellPort & { close(): Promise<void>; processId(): number | null } {
  const start = { executable: options.executable, arguments: options.arguments ?? [], env: options.env ?? {} };
  const waiting: Call[] = [];
  let shell = new WarmShell(start);
  let isBusy = false;
  let isClosed = false;

  const rejectWaiting = (why: string) => {
    for (const call of waiting.splice(0)) {
      clearTimeout(call.timer);
      call.reject(notSent(call.command, why));
    }
  };

  const next = async (): Promise<void> => {
    if (isBusy) return;
    const call = waiting.shift();
    if (call === undefined) return;
    isBusy = true;
    clearTimeout(call.timer);
    try {
      if (shell.isDead) shell = new WarmShell(start);
      await carriedBy(shell, call);
      call.resolve(
        await runCall(shell, options.module, call).catch((error: unknown) => {
          throw isStepError(error) ? error : lost(call.command, String(error), error);
        }),
      );
    } catch (error) {
      call.reject(error);
    } finally {
      isBusy = false;
    }
    if (shell.isDead) rejectWaiting("the shell before it ended");
    await next();
  };

  return {
    invoke: (command, act) => {
      if (isClosed) return Promise.reject(notSent(command, "the console is closing"));
      if (!/^[A-Za-z]+-[A-Za-z]+$/.test(command.text))
        return Promise.reject(notSent(command, "that is no cmdlet's name"));
      return new Promise((resolve, reject) => {
        const call: Call = { command, act, resolve, reject, timer: undefined };
        call.timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(call), 1);
          reject(notSent(command, `the shell was busy for ${command.deadlineMs} ms`));
        }, command.deadlineMs);
        waiting.push(call);
        void next();
      });
    },
    processId: () => shell.processId,
    // This console's own shell: whatever it was given by a caller who now asks, it has answered.
    quiet: async (process) => (isSame(await shell.identity(), process) ? { kind: "quiet" } : stillRuns(process)),
    end: endProcess,
    close: async () => {
      isClosed = true;
      rejectWaiting("the console is closing");
      if (!shell.isDead) shell.kill();
      await shell.ended;
    },
  };
}

function isSame(one: ProcessIdentity | null, other: ProcessIdentity): boolean {
  const { processId, startedAt, host } = other;
  return one !== null && one.processId === processId && one.startedAt === startedAt && one.host === host;
}

/** Tells the caller which process will carry the cmdlet. @throws what the caller throws: then nothing was sent */
async function carriedBy(shell: WarmShell, { command, act }: Call): Promise<void> {
  if (act?.onCarrier === undefined) return;
  const identity = await shell.identity();
  if (identity === null) throw notSent(command, `it could not be started (${(await shell.ended).trim()})`);
  await act.onCarrier(identity);
}

async function runCall(shell: WarmShell, module: string, call: Call): Promise<Objects> {
  const { command, act } = call;
  const marker = `pchat${randomBytes(12).toString("hex")}`;
  const line = invocationLine({ module, cmdlet: command.text, parameters: command.parameters }, marker);
  const stdout = await answerOrThrow(shell, line, command, act?.signal);
  const envelope = readEnvelope(stdout, marker);
  if (envelope === null) {
    await shell.end();
    throw lost(command, "the shell's answer had no envelope");
  }
  for (const text of envelope.warnings) act?.onOutput({ source: "management shell", level: "warning", text });
  for (const text of envelope.verbose) act?.onOutput({ source: "management shell", level: "info", text });
  if (envelope.error === null) return envelope.output;
  act?.onOutput({ source: "management shell", level: "error", text: envelope.error.message });
  throw envelopeError(command.text, envelope.error);
}

async function answerOrThrow(
  shell: WarmShell,
  line: string,
  command: PowerShellCommand,
  signal?: AbortSignal,
): Promise<string> {
  const over = new AbortController();
  const stop = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
  const timer = setTimeout(() => over.abort(), command.deadlineMs);
  const stopped = new Promise<"stopped">((resolve) => {
    if (stop.aborted) resolve("stopped");
    else stop.addEventListener("abort", () => resolve("stopped"), { once: true });
  });
  const gone = shell.ended.then((how) => ({ how }));
  try {
    const run = shell
      .run(line)
      .catch((error: unknown) => ({ how: error instanceof Error ? error.message : String(error) }));
    const first = await Promise.race([run, stopped, gone]);
    if (typeof first === "object" && first !== null) throw lost(command, `the shell ended (${first.how.trim()})`);
    if (first === null) throw lost(command, "the shell ended");
    if (first !== "stopped") return first;
    await shell.end();
    throw lost(
      command,
      over.signal.aborted ? `no answer within ${command.deadlineMs} ms` : "the console stopped waiting",
    );
  } finally {
    clearTimeout(timer);
  }
}

function notSent(command: PowerShellCommand, why: string): StepError {
  return new StepError("unreachable", `${command.text} was not sent to the management shell: ${why}`, {
    effect: "none",
  });
}

function lost(command: PowerShellCommand, why: string, cause?: unknown): StepError {
  return new StepError("unreachable", `${command.text} in the management shell: ${why}`, { effect: "unknown", cause });
}
