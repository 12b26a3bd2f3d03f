import type { ChildProcess } from "node:child_process";
import { type Readable, Transform } from "node:stream";
import { PowerShell } from "node-powershell";
import type { ProcessIdentity } from "#lib/domain/ports.ts";
import { identityOf } from "./process-identity.ts";

/** How long a killed shell may take to disappear. Milliseconds. */
const goneWithinMs = 10_000;

export type ShellStart = {
  readonly executable: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** `["-ShellUrl", "http://…", "-Mta"]` as node-powershell wants its options: a name with its value or true. */
export function executableOptions(list: readonly string[]): Record<string, string | boolean> {
  const options: Record<string, string | boolean> = {};
  for (let i = 0; i < list.length; i += 1) {
    const name = list[i] ?? "";
    const next = list[i + 1];
    const hasValue = next !== undefined && !next.startsWith("-");
    options[name] = hasValue ? next : true;
    if (hasValue) i += 1;
  }
  return options;
}

/** node-powershell 5.0.1 keeps these two private; both are set by its constructor (read in child-shell 5.0.0). */
function privateParts(shell: PowerShell): { process: ChildProcess; exitPromise: Promise<unknown> } {
  return { process: Reflect.get(shell, "process"), exitPromise: Reflect.get(shell, "exitPromise") };
}

/**
 * The shell's text without carriage returns, and never two lines in one piece. child-shell 5.0.0 looks for its closing
 * delimiter only near the end of what it has read, at a distance that follows from the last piece's length. Two kinds of text
 * make it look at the wrong place, and it waits for ever (both measured): CRLF, which Windows writes, and anything written
 * before the first delimiter (a warning at start-up) when both delimiters then come in one read, as they do on a busy machine.
 */
function lineByLine(stream: Readable): Readable {
  // The constructor's own listener for exit texts goes too: it would be written to after its end.
  stream.unpipe();
  const lines = new Transform({
    decodeStrings: false,
    transform(chunk, _encoding, done) {
      for (const line of String(chunk)
        .replaceAll("\r", "")
        .split(/(?<=\n)/))
        this.push(line, "utf8");
      done();
    },
  });
  return stream.pipe(lines);
}

/** One shell process. It is dead for good after `kill`, after its process ended, or after it could not be started. */
export class WarmShell {
  readonly #shell: PowerShell;
  readonly #process: ChildProcess;
  /** Settles, never rejects, when the process is gone; the text says how it ended. */
  readonly ended: Promise<string>;
  isDead = false;
  #identity: Promise<ProcessIdentity> | null = null;

  constructor(start: ShellStart) {
    this.#shell = new PowerShell({
      executable: start.executable,
      executableOptions: { "-NoProfile": true, "-NonInteractive": true, ...executableOptions(start.arguments) },
      throwOnInvocationError: false,
      // Colour escapes would hide node-powershell's closing delimiter from it (measured).
      spawnOptions: { env: { ...process.env, ...start.env, NO_COLOR: "1", TERM: "dumb" }, windowsHide: true },
    });
    const parts = privateParts(this.#shell);
    this.#process = parts.process;
    // Writing to a shell that has just died raises EPIPE here; how it ended is told by `ended`.
    this.#shell.streams.stdin.on("error", () => undefined);
    this.#shell.streams.stdout = lineByLine(this.#shell.streams.stdout);
    this.#shell.streams.stderr = lineByLine(this.#shell.streams.stderr);
    parts.exitPromise.catch(() => undefined);
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.isDead = true;
        resolve(how);
      };
      this.#process.once("error", (error) => end(error.message));
      this.#process.once("exit", (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
    });
  }

  /** The process as it can be told apart for good; null when it could not be started or is gone. Asked of the system once. */
  async identity(): Promise<ProcessIdentity | null> {
    const { processId } = this;
    if (processId === null) return null;
    this.#identity ??= identityOf(processId);
    return this.#identity;
  }

  get processId(): number | null {
    return this.isDead ? null : (this.#process.pid ?? null);
  }

  /** What the line wrote to stdout; null when the shell ended first. Never settles if the shell hangs: bring a deadline. */
  async run(line: string): Promise<string | null> {
    const result = await this.#shell.invoke(line);
    const stdout = result.stdout === undefined ? null : result.stdout.toString("utf8");
    this.#shell.history.length = 0;
    return stdout;
  }

  kill(): void {
    this.isDead = true;
    this.#process.kill("SIGKILL");
  }

  /** Ends the process and sees it gone; waits at most ten seconds, as the system may hold a process that was killed. */
  async end(): Promise<void> {
    this.kill();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, goneWithinMs);
      void this.ended.then(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
