import { type ChildProcess, fork } from "node:child_process";
import { z } from "zod";
import { StepError } from "#lib/domain/errors.ts";

const message = z.discriminatedUnion("kind", [
  z.object({ id: z.number(), kind: z.literal("progress"), bytes: z.number() }),
  z.object({ id: z.number(), kind: z.literal("answer"), value: z.unknown() }),
  z.object({ id: z.number(), kind: z.literal("failure"), code: z.string(), message: z.string() }),
]);

export type ShareCall = {
  readonly verb: "copy" | "find" | "list" | "setAsideAll" | "sha";
  readonly input: Readonly<Record<string, string | bigint | readonly string[]>>;
  /** For the error's text: what is tried, on what. */
  readonly doing: string;
  /** null: no end, only `silentMs`. */
  readonly deadlineMs: number | null;
  /** Longest time without a sign of progress. */
  readonly silentMs: number;
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
};

type Pending = {
  readonly call: ShareCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: StepError) => void;
  readonly timers: Timers;
};
type Timers = { deadline: NodeJS.Timeout | undefined; silence: NodeJS.Timeout | undefined; release: () => void };

const lostCodes = new Set([
  "EIO",
  "ETIMEDOUT",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTCONN",
  "ECONNRESET",
  "ESTALE",
  "EUNKNOWN",
  "UNKNOWN",
]);

/** What a system's code means to a person, and what helps. */
const plainWords: Readonly<Record<string, string>> = {
  ENOENT: "it is not there, or not any more",
  EACCES: "access is denied; the console's account must be allowed to read there",
  EPERM: "access is denied; the console's account must be allowed to read there",
  ENOTDIR: "it is no folder",
  ENOSPC: "the disk is full; free space there, then try again",
  EDQUOT: "the disk quota is used up; free space there, then try again",
  EROFS: "the disk is read-only",
  changed: "the file is not what was listed; search again",
  truncated: "the file ends too early",
  exists: "a file of that name is there and differs",
  link: "a link may lead out of the folder and is never followed; put the file itself there",
  same: "copying again cannot help: the file on the share is damaged too, or neither is",
};

/** Windows needs SystemRoot for its random numbers; nothing else of the console's environment goes along. As many flushes at once as a run sends small copies. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const root = process.env.SystemRoot;
  return { NODE_ENV: "production", UV_THREADPOOL_SIZE: "16", ...(root === undefined ? {} : { SystemRoot: root }) };
}

/** A child process that touches one share. A call that hangs costs this process, never the console's own threads. */
export class ShareWorker {
  readonly #path: string;
  readonly #label: string;
  readonly #pending = new Map<number, Pending>();
  #child: ChildProcess | null = null;
  #lastId = 0;

  /** `label` is its one argument: a process list then says what it is for. */
  constructor(workerPath: string, label: string) {
    this.#label = label;
    this.#path = workerPath;
  }

  /** How many calls it has not answered. */
  get underWay(): number {
    return this.#pending.size;
  }

  /** @throws StepError effect "none": code "unreachable" when it hangs or dies, else "remote" or "conflict". */
  ask(call: ShareCall): Promise<unknown> {
    const child = this.#running();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const onAbort = () => this.kill(`${call.doing}: the console stopped waiting`);
      const timers: Timers = {
        deadline: undefined,
        silence: undefined,
        release: () => call.signal?.removeEventListener("abort", onAbort),
      };
      this.#pending.set(id, { call, resolve, reject, timers });
      call.signal?.addEventListener("abort", onAbort, { once: true });
      if (call.deadlineMs !== null) {
        timers.deadline = setTimeout(
          () => this.kill(`${call.doing}: no answer within ${call.deadlineMs} ms`),
          call.deadlineMs,
        );
      }
      this.#awaitSign(call, timers);
      if (call.signal?.aborted) {
        onAbort();
        return;
      }
      child.send({ id, verb: call.verb, input: call.input }, (error) => {
        if (error !== null) this.kill(`${call.doing}: the share's process is gone`);
      });
    });
  }

  /** Ends the process at once; every open call is rejected, the next one starts a new process. */
  kill(why: string): void {
    const child = this.#child;
    this.#child = null;
    child?.kill("SIGKILL");
    for (const id of [...this.#pending.keys()])
      this.#take(id)?.reject(new StepError("unreachable", why, { effect: "none" }));
  }

  #awaitSign(call: ShareCall, timers: Timers): void {
    clearTimeout(timers.silence);
    timers.silence = setTimeout(() => this.kill(`${call.doing}: no progress for ${call.silentMs} ms`), call.silentMs);
  }

  #running(): ChildProcess {
    if (this.#child !== null) return this.#child;
    const child = fork(this.#path, [this.#label], {
      serialization: "advanced",
      execArgv: [],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: bareEnvironment(),
    });
    const gone = () => {
      if (this.#child !== child) return;
      const doing = this.#pending.values().next().value?.call.doing ?? "share";
      this.kill(
        `${doing}: the console's process for this share ended (${child.signalCode ?? child.exitCode}). The next try starts a new one.`,
      );
    };
    child.on("message", (raw) => this.#receive(raw));
    child.once("exit", gone);
    child.once("error", gone);
    this.#child = child;
    return child;
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    clearTimeout(pending?.timers.deadline);
    clearTimeout(pending?.timers.silence);
    pending?.timers.release();
    return pending;
  }

  #receive(raw: unknown): void {
    const parsed = message.safeParse(raw);
    if (!parsed.success) {
      this.kill("the share's process wrote something unexpected");
      return;
    }
    const said = parsed.data;
    if (said.kind === "progress") this.#onProgress(said);
    else if (said.kind === "answer") this.#take(said.id)?.resolve(said.value);
    else this.#onFailure(said);
  }

  #onProgress(said: { id: number; bytes: number }): void {
    const pending = this.#pending.get(said.id);
    if (pending === undefined) return;
    this.#awaitSign(pending.call, pending.timers);
    pending.call.onProgress?.(said.bytes);
  }

  #onFailure(said: { id: number; code: string; message: string }): void {
    const pending = this.#take(said.id);
    const code = said.code === "exists" ? "conflict" : lostCodes.has(said.code) ? "unreachable" : "remote";
    const words = plainWords[said.code];
    const text = `${pending?.call.doing ?? "file"}: ${words === undefined ? said.message : `${words} (${said.message})`}`;
    const causes = [{ errorId: said.code, message: said.message }];
    pending?.reject(new StepError(code, text, { effect: "none", causes }));
  }
}
