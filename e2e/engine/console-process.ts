import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ConsoleAnswer } from "./messages.ts";
import { end, root } from "./processes.ts";
import { sealCredentials } from "./seal-credentials.ts";

export type Who = "operator" | "second" | "manager" | "driller";
/** What a verb refused, as a person would read it. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export type ConsoleProcess = {
  /** Calls a verb of e2e/engine/console.ts as a person. @throws Refused when the verb did */
  readonly call: <T>(verb: string, input?: object, who?: Who) => Promise<T>;
  /** SIGKILL: no goodbye. */
  readonly kill: () => Promise<void>;
  /** SIGTERM, as a service manager stops it. */
  readonly stop: () => Promise<void>;
  readonly startAgain: () => Promise<void>;
};

/** A console beside the lab in `dir`, started and ready. */
export async function startConsoleProcess(dir: string, env: Readonly<Record<string, string>>): Promise<ConsoleProcess> {
  for (const name of ["auth-secret", "audit-key"])
    writeFileSync(join(dir, name), `${name}-of-a-test-bench-0123456789abcdef`, { mode: 0o600 });
  sealCredentials(dir);
  let child: ChildProcess | null = null;
  let last = 0;
  const waiting = new Map<number, (answer: ConsoleAnswer) => void>();
  const startAgain = async () => {
    const started = spawn(process.execPath, ["--import", "tsx", join(root, "e2e/engine/console.ts")], {
      cwd: root,
      env: { ...process.env, ...consoleEnv(dir), ...env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child = started;
    const gone = () => {
      for (const give of waiting.values())
        give({ id: -1, ok: false, code: "gone", message: "the console's process ended" });
      waiting.clear();
    };
    started.once("exit", gone);
    started.on("message", (answer: ConsoleAnswer) => {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
    const ready = await new Promise<ConsoleAnswer>((resolve) => waiting.set(0, resolve));
    if (!ready.ok) throw new Error(ready.message);
  };
  await startAgain();
  return {
    call: async <T>(verb: string, input: object = {}, who: Who = "operator") => {
      const id = ++last;
      const answer = await new Promise<ConsoleAnswer>((resolve) => {
        if (!child?.connected) return resolve({ id, ok: false, code: "gone", message: "the console is not running" });
        waiting.set(id, resolve);
        child.send({ id, verb, who, input });
      });
      if (!answer.ok) throw new Refused(answer.code, answer.message);
      return answer.value as T;
    },
    kill: async () => void (child && (await end(child, "SIGKILL"))),
    stop: async () => void (child && (await end(child, "SIGTERM"))),
    startAgain,
  };
}

function consoleEnv(dir: string): Readonly<Record<string, string>> {
  const lab = join(dir, "lab");
  return {
    // Vitest has a variable of this name.
    BASE_URL: "http://127.0.0.1:1",
    DATA_DIR: dir,
    LAB_DIR: lab,
    POOL_FILE: join(lab, "pool.yaml"),
    CREDENTIALS_FILE: join(dir, "credentials.json"),
    ACCOUNTS_FILE: join(lab, "accounts.json"),
    AUTH_SECRET_FILE: join(dir, "auth-secret"),
    AUDIT_KEY_FILE: join(dir, "audit-key"),
    DATABASE_URL: `file:${join(dir, "audit.db")}`,
    MIGRATIONS_DIR: join(root, "prisma/migrations"),
    LOG_LEVEL: "warn",
    // The rate of a room is taken between samples at least five seconds apart.
    WATERMARK_SECONDS: "6",
    LEASE_PATIENCE_SECONDS: "5",
  };
}
