// Starts the lab and the console as children and waits until each answers.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { start } from "./children.mjs";
import { root, tools } from "./places.mjs";

const loopback = "127.0.0.1";
const patienceMs = 90_000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A secret of this installation: made once, readable by its owner only. */
export function secretFile(dataDir, name) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, name);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  else chmodSync(file, 0o600);
  return file;
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The wished port or the next free one; says which were taken. */
export async function freePort(wished, host = loopback) {
  for (let port = wished; port < wished + 100 && port < 65_536; port += 1) {
    if (await isFree(port, host)) return port;
    console.log(`port ${port} is taken, trying ${port + 1}`);
  }
  throw new Error(`no free port from ${wished} on`);
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}

async function runningLab(labDir) {
  const file = join(labDir, "lab.json");
  if (!existsSync(file)) return null;
  const { controlUrl } = JSON.parse(readFileSync(file, "utf8"));
  return (await answers(`${controlUrl}/truth`)) ? controlUrl : null;
}

function labReady(child) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the lab did not say that it is ready")), patienceMs);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the lab ended with code ${code} before it was ready`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      console.log(`lab: ${line}`);
      if (!line.startsWith("lab ready ")) return;
      clearTimeout(timer);
      resolve(line.slice("lab ready ".length).trim());
    });
  });
}

/** Starts the lab, or finds the one that already runs on this folder. Gives its control address and its process (or null). */
export async function startLab(labDir) {
  mkdirSync(labDir, { recursive: true });
  const controlUrl = await runningLab(labDir);
  if (controlUrl !== null) {
    console.log(`a lab already runs on ${labDir}; using it`);
    return { controlUrl, child: null };
  }
  console.log("starting the lab …");
  const env = { ...process.env, LAB_DIR: labDir };
  const child = start(process.execPath, ["--import", "tsx", join(root, "lab/main.ts")], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { controlUrl: await labReady(child), child };
}

/** The address at which this machine reaches what listens on `host`. */
function localUrl(host, port) {
  const reached = host === "0.0.0.0" || host === "::" ? loopback : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}

/** Starts the console with this environment and waits for its health page. Gives its address and its process. */
export async function startConsole({ host = loopback, port, url, env }) {
  console.log("starting the console …");
  const local = localUrl(host, port);
  const baseUrl = url ?? local;
  const child = start(process.execPath, [tools.next, "start", "-H", host, "-p", String(port)], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_MANUAL_SIG_HANDLE: "true",
      BASE_URL: baseUrl,
      ...env,
    },
  });
  let ended = null;
  child.once("exit", (code) => {
    ended = code ?? 1;
  });
  for (const until = Date.now() + patienceMs; Date.now() < until && ended === null; await pause(250)) {
    if (await answers(`${local}/api/health`)) return { baseUrl, child };
  }
  throw new Error(ended === null ? "the console did not answer in time" : `the console ended with code ${ended}`);
}
