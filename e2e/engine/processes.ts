import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Asks again until the answer is not null. */
export async function until<T>(what: string, ask: () => Promise<T | null>, withinMs: number): Promise<T> {
  let last: unknown = null;
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(150)) {
    try {
      const got = await ask();
      if (got !== null) return got;
    } catch (e) {
      last = e;
    }
  }
  throw new Error(`${what}: not within ${withinMs / 1_000} s${last === null ? "" : ` (${String(last)})`}`);
}

/** Ends a child and waits until it is gone; one that does not listen within five seconds is killed. */
export function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill(signal);
  });
}

/** The rest of the first line that begins so. */
export function readyLine(child: ChildProcess, begin: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no line "${begin}" within a minute`)), 60_000);
    child.once("exit", (code) => reject(new Error(`ended with code ${code} before "${begin}"`)));
    if (!child.stdout) return reject(new Error("no output to read"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith(begin)) return;
      clearTimeout(timer);
      resolve(line.slice(begin.length).trim());
    });
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}
