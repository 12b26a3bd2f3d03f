import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** What the lab says is true, through its control port: the console does not know this port. */
export type Truth = Readonly<Record<string, unknown>>;

/** One lab and one console of their own, in a folder of their own. */
export type Stand = {
  readonly baseUrl: string;
  readonly dir: string;
  truth: () => Promise<Truth>;
  site: (site: "home" | "other", up: boolean) => Promise<void>;
  fault: (fault: string, on: boolean, target?: string) => Promise<void>;
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
  const portBase = await freePort();
  const lab = spawn(process.execPath, ["--import", "tsx", join(root, "lab/main.ts")], {
    cwd: root,
    env: { ...process.env, LAB_DIR: labDir, LAB_PORT_BASE: String(portBase) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const controlUrl = await readyLine(lab, "lab ready ");
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
    for (const until = Date.now() + 60_000; Date.now() < until; await pause(200)) {
      if (await answers(`${baseUrl}/api/health`)) return;
    }
    throw new Error("the console did not answer within a minute");
  };
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${controlUrl}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the lab refused ${path} ${JSON.stringify(body)}: ${await answer.text()}`);
  };
  const truth = async () => (await fetch(`${controlUrl}/truth`)).json() as Promise<Truth>;
  const site = (name: "home" | "other", up: boolean) => post("/sites", { site: name, up });
  sealCredentials(labDir, dir);
  await first({ truth, site, poolFile: join(labDir, "pool.yaml") });
  await startConsole();
  const killConsole = async () => {
    const running = child;
    if (running) await ended(running, "SIGKILL");
  };
  return {
    baseUrl,
    dir,
    truth,
    site,
    fault: (fault, on, target) => post("/faults", { fault, on, ...(target === undefined ? {} : { target }) }),
    said: () => said,
    killConsole,
    startConsole,
    close: async () => {
      await killConsole();
      await ended(lab, "SIGTERM");
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The lab's credentials as the console takes them: sealed, with a key in its own folder. */
function sealCredentials(labDir: string, dir: string): void {
  const [from, to] = [join(labDir, "credentials.json"), join(dir, "credentials.json")];
  const env = { ...process.env, DATA_DIR: dir };
  execFileSync(process.execPath, [join(root, "scripts/credentials.mjs"), "seal", from, "--out", to], { env });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
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

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
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

function readyLine(child: ChildProcess, begin: string): Promise<string> {
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
