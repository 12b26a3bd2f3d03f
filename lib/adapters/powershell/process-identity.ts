import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { promisify } from "node:util";
import type { ProcessIdentity, ShellQuiet } from "#lib/domain/ports.ts";

const run = promisify(execFile);
/** How long the operating system may take to answer. Milliseconds; a Windows PowerShell that starts cold needs seconds. */
const answerWithinMs = 20_000;
/** How long an ended process may take to disappear. Milliseconds. */
const goneWithinMs = 10_000;

// Constant: the id travels in the environment, so that no value becomes part of a script (rule 6).
const startOnWindows = `$found = Get-Process -Id $env:CONSOLE_PROCESS_ID -ErrorAction SilentlyContinue
if ($null -eq $found) { 'gone' } else { $found.StartTime.ToUniversalTime().ToString('o') }`;

/**
 * When the operating system says a process started, as text to compare and not to read; null when there is no such process,
 * "" when it does not say. Linux: /proc/<id>/stat, field 22 (clock ticks since boot) with the boot's own id, as the boot time
 * moves with the clock; a zombie is gone. Windows: Get-Process -Id in a PowerShell of its own. Elsewhere: ps. Safe to call twice.
 */
export async function startOf(processId: number, platform: NodeJS.Platform = process.platform): Promise<string | null> {
  try {
    if (platform === "linux") return startOnLinux(processId);
    const asked =
      platform === "win32"
        ? run("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", startOnWindows], {
            env: { ...process.env, CONSOLE_PROCESS_ID: String(processId) },
            timeout: answerWithinMs,
            windowsHide: true,
          })
        : run("ps", ["-o", "stat=,lstart=", "-p", String(processId)], {
            env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
            timeout: answerWithinMs,
          });
    const said = (await asked).stdout.trim();
    return said === "gone" || said.startsWith("Z") ? null : said.replace(/^\S+\s+(?=[A-Z][a-z]{2} )/, "");
  } catch {
    return exists(processId) ? "" : null;
  }
}

function startOnLinux(processId: number): string | null {
  const stat = readFileSync(`/proc/${processId}/stat`, "utf8");
  // The second field, the name, may hold blanks and brackets: what follows the last bracket is field 3 and on.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return null;
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `boot ${boot} tick ${fields[19] ?? ""}`;
}

function exists(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (e) {
    // Somebody else's process answers EPERM: it is there.
    return e instanceof Error && "code" in e && e.code === "EPERM";
  }
}

/** A process of this machine as it can be told apart for good. Safe to call twice. */
export async function identityOf(processId: number): Promise<ProcessIdentity> {
  return { processId, startedAt: (await startOf(processId)) ?? "", host: hostname() };
}

/** Whether that very process still runs: another start time is another process that got its id. Safe to call twice. */
export async function stillRuns(wanted: ProcessIdentity): Promise<ShellQuiet> {
  const { processId, startedAt, host } = wanted;
  if (host !== hostname())
    return {
      kind: "unknown",
      message: `the management shell ran on ${host}, which cannot be asked from ${hostname()}: see on ${host} whether process ${processId} still runs, end it there, then try again`,
    };
  const seen = await startOf(processId);
  if (seen === null) return { kind: "quiet" };
  if (seen !== "" && startedAt !== "") return { kind: seen === startedAt ? "busy" : "quiet" };
  return {
    kind: "unknown",
    message: `a process ${processId} runs on ${host}, but the system does not say since when, so it may be another one: see whether it is the management shell, end it, then try again`,
  };
}

/** Ends that very process, and waits until it is gone, at most ten seconds. Never ends one that only has its id. Safe to call twice. */
export async function endProcess(wanted: ProcessIdentity): Promise<ShellQuiet> {
  const before = await stillRuns(wanted);
  if (before.kind !== "busy") return before;
  try {
    process.kill(wanted.processId, "SIGKILL");
  } catch (e) {
    if ((await stillRuns(wanted)).kind === "quiet") return { kind: "quiet" };
    const why = e instanceof Error ? e.message : String(e);
    return { kind: "unknown", message: `process ${wanted.processId} on ${wanted.host} could not be ended: ${why}` };
  }
  for (const until = performance.now() + goneWithinMs; performance.now() < until; ) {
    if ((await stillRuns(wanted)).kind === "quiet") return { kind: "quiet" };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { kind: "unknown", message: `process ${wanted.processId} on ${wanted.host} was ended and is still there` };
}
