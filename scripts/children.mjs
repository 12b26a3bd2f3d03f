// Child processes without a shell. Whatever ends this process ends them.
import { spawn } from "node:child_process";
import { root } from "./places.mjs";

const living = new Set();
const graceMs = 10_000;
let ending = null;

/** Starts a program that belongs to this process. */
export function start(program, args, options = {}) {
  const child = spawn(program, args, { cwd: root, stdio: "inherit", windowsHide: true, ...options });
  living.add(child);
  child.once("exit", () => living.delete(child));
  child.once("error", () => living.delete(child));
  return child;
}

/** Runs a program to its end and gives its exit code (1 when a signal ended it). */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(program, args, options);
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** Runs a program and keeps what it says, for when it fails. */
export function runQuietly(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, said }));
  });
}

/** Ends all children: politely, after ten seconds by force. */
export async function endChildren() {
  const ends = [...living].map((child) => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), graceMs);
    return ended.then(() => clearTimeout(force));
  });
  await Promise.all(ends);
}

/** True once the end has begun: children that end now were told to. */
export function isLeaving() {
  return ending !== null;
}

/** Ends the children, then this process; the first call wins. */
export function leave(code) {
  ending ??= endChildren().then(() => process.exit(code));
  return ending;
}

const signals = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
];

/** Ctrl-C, SIGTERM and a closed terminal end everything; so does the end of the npm that started this. */
export function endOnSignals() {
  for (const [signal, code] of signals) process.on(signal, () => leave(code));
  if (process.env.npm_lifecycle_event === undefined) return;
  // npm hands SIGTERM to its shell, which dies of it without a word to us.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) leave(143);
  }, 500).unref();
}
