import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { startLabProcess } from "#e2e/engine/lab-process.ts";
import { end, freePort, root, until } from "#e2e/engine/processes.ts";
import { sealCredentials } from "#e2e/engine/seal-credentials.ts";
import type { WireEntry } from "#lab/wire-log.ts";

/** What the lab says is true, through its control port: the console does not know this port. */
export type Truth = Readonly<Record<string, unknown>>;

/** One lab and one console of their own, in a folder of their own. */
export type Stand = {
  readonly baseUrl: string;
  readonly dir: string;
  truth: () => Promise<Truth>;
  site: (site: "home" | "other", up: boolean) => Promise<void>;
  fault: (fault: string, on: boolean, target?: string) => Promise<void>;
  /** Every request that reached the lab, oldest first. */
  wire: () => Promise<readonly WireEntry[]>;
  /** The console's process; null while there is none. */
  pid: () => number | null;
  /** What the console has written to its standard output. */
  said: () => string;
  /** SIGKILL: no goodbye. */
  killConsole: () => Promise<void>;
  startConsole: () => Promise<void>;
  close: () => Promise<void>;
};

/** Starts both and waits until each answers. `env` goes to the console; `first` happens while there is only the lab. */
export async function openStand(
  env: Readonly<Record<string, string>> = {},
  first: (lab: Pick<Stand, "truth" | "site"> & { readonly poolFile: string }) => Promise<void> = async () => undefined,
): Promise<Stand> {
  const dir = mkdtempSync(join(tmpdir(), "pchat-stand-"));
  const labDir = join(dir, "lab");
  for (const name of ["auth-secret", "audit-key"])
    writeFileSync(join(dir, name), `${name}-of-a-test-stand-0123456789abcdef`, { mode: 0o600 });
  const lab = await startLabProcess(labDir);
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let said = "";
  const startConsole = async () => {
    child = spawn(
      process.execPath,
      [join(root, "node_modules/next/dist/bin/next"), "start", "-H", "127.0.0.1", "-p", String(port)],
      {
        cwd: root,
        env: {
          ...process.env,
          NODE_ENV: "production",
          NEXT_TELEMETRY_DISABLED: "1",
          NEXT_MANUAL_SIG_HANDLE: "true",
          BASE_URL: baseUrl,
          DATA_DIR: dir,
          LAB_DIR: labDir,
          POOL_FILE: join(labDir, "pool.yaml"),
          // What a browser may choose when no pool file names a shell.
          MANAGEMENT_SHELL: JSON.stringify(shellOf(labDir)),
          CREDENTIALS_FILE: join(dir, "credentials.json"),
          ACCOUNTS_FILE: join(labDir, "accounts.json"),
          AUTH_SECRET_FILE: join(dir, "auth-secret"),
          AUDIT_KEY_FILE: join(dir, "audit-key"),
          DATABASE_URL: `file:${join(dir, "audit.db")}`,
          MIGRATIONS_DIR: join(root, "prisma/migrations"),
          LOG_LEVEL: "warn",
          ...env,
        },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    child.stdout?.on("data", (part) => {
      said += part;
      process.stdout.write(part);
    });
    await until("the console answers", async () => ((await answers(`${baseUrl}/api/health`)) ? true : null), 180_000);
  };
  sealCredentials(dir);
  await first({ ...lab, poolFile: join(labDir, "pool.yaml") });
  await startConsole();
  const killConsole = async () => {
    const running = child;
    if (running) await end(running, "SIGKILL");
  };
  return {
    baseUrl,
    dir,
    truth: lab.truth,
    site: lab.site,
    fault: lab.fault,
    wire: lab.wire,
    pid: () => child?.pid ?? null,
    said: () => said,
    killConsole,
    startConsole,
    close: async () => {
      await killConsole();
      await lab.close();
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The lab's management shell. */
function shellOf(labDir: string): readonly string[] {
  const { managementShell } = parse(readFileSync(join(labDir, "pool.yaml"), "utf8"));
  return [managementShell.executable, ...managementShell.arguments];
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
