import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import type { ActContext, ProcessIdentity } from "#lib/domain/ports.ts";
import { identityOf } from "./process-identity.ts";
import { makeShellPort } from "./shell-port.ts";

// A shell that answers at the wire as PowerShell would: echoes delimiters, runs invocations by what the cmdlet is called.
type Habits = {
  /** How its lines end. */
  readonly eol?: string;
  /** What it writes to both streams at its start: a warning of its own, a profile's text. */
  readonly greeting?: string;
  /** All that one call writes to a stream comes in one piece, as a busy console reads it. */
  readonly inOnePiece?: boolean;
};
const fake = ({ eol = "\n", greeting = "", inOnePiece = false }: Habits) => `#!${process.execPath}
const unsaid = { stdout: "", stderr: "" };
let echoes = 0;
const write = (name, text) => {
  unsaid[name] += text;
  if (${inOnePiece} && echoes % 4 !== 0) return;
  for (const each of ["stdout", "stderr"]) {
    if (unsaid[each]) process[each].write(unsaid[each]);
    unsaid[each] = "";
  }
};
write("stdout", ${JSON.stringify(greeting)});
write("stderr", ${JSON.stringify(greeting)});
const rl = require("node:readline").createInterface({ input: process.stdin });
let hung = false;
rl.on("line", (line) => {
  if (hung) return;
  const echo = /^\\[Console\\]::(Out|Error)\\.WriteLine\\("(.*)"\\)$/.exec(line.trim());
  if (echo) {
    echoes += 1;
    return write(echo[1] === "Out" ? "stdout" : "stderr", echo[2] + ${JSON.stringify(eol)});
  }
  const asked = /' '?([A-Za-z0-9+/=]*)'? '([a-z0-9]+)'$/.exec(line.trim()) ?? /\\)\\)\\)\\)? '([^']+)' '([^']+)'$/.exec(line.trim());
  if (!asked) return;
  const { cmdlet, parameters, module } = JSON.parse(Buffer.from(asked[1], "base64").toString());
  const say = (e) => write("stdout", asked[2] + ":begin\\n" + Buffer.from(JSON.stringify(e)).toString("base64") + "\\n" + asked[2] + ":end\\n");
  const good = { ok: true, output: [{ cmdlet, parameters, module, pid: process.pid }], error: null, warnings: ["careful"], verbose: [] };
  const bad = (errorId) => ({ ok: false, output: [], error: { message: "no", errorId, category: "", position: "" }, warnings: [], verbose: [] });
  if (cmdlet === "Invoke-Hang") hung = true;
  else if (cmdlet === "Invoke-Exit") process.exit(0);
  else if (cmdlet === "Invoke-Die") process.kill(process.pid, "SIGKILL");
  else if (cmdlet === "Invoke-Noise") write("stdout", "hello\\n");
  else if (cmdlet === "Set-Unbound") say(bad("NamedParameterNotFound,Microsoft.Rtc"));
  else if (cmdlet.endsWith("-Failing")) say(bad("SomethingElse,Microsoft.Rtc"));
  else say(good);
});
`;
let folder: string;
let port: ReturnType<typeof makeShellPort>;
const call = (text: string, deadlineMs = 3_000, parameters: PowerShellCommand["parameters"] = {}) =>
  port.invoke({ kind: "powershell", target: "management shell", text, parameters, deadlineMs });
/** A call of a run, with what is told of its carrier. */
const carried = (text: string, onCarrier: (process: ProcessIdentity) => Promise<void>, deadlineMs = 3_000) => {
  const command = { kind: "powershell", target: "management shell", text, parameters: {}, deadlineMs } as const;
  const act: ActContext = {
    runId: "run-1",
    actId: "act-1",
    person: "Giulia Ferri",
    onOutput: () => undefined,
    signal: new AbortController().signal,
    onCarrier,
  };
  return port.invoke(command, act);
};

function open(habits: Habits = {}) {
  const executable = join(folder, "shell.cjs");
  writeFileSync(executable, fake(habits));
  chmodSync(executable, 0o755);
  port = makeShellPort({ executable, module: "SkypeForBusiness" });
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shell-"));
  open();
});
afterEach(async () => {
  await port.close();
  rmSync(folder, { recursive: true });
});

test("carries module, cmdlet and hostile arguments unchanged", async () => {
  const parameters = {
    Identity: `it's $(whoami) "x"; \u2019`,
    ActiveServers: { Replace: ["a", "b"] },
    Confirm: false,
    Nothing: null,
  };
  const [answer] = await call("Set-CsPersistentChatActiveServer", 3_000, parameters);
  expect(answer).toMatchObject({ module: "SkypeForBusiness", cmdlet: "Set-CsPersistentChatActiveServer", parameters });
  expect(answer?.pid).toBe(port.processId());
});

test.each([
  ["Set-Unbound", "none"],
  ["Set-Failing", "unknown"],
  ["Get-Failing", "none"],
  ["Invoke-Noise", "unknown"],
  ["Invoke-Exit", "unknown"],
  ["Invoke-Die", "unknown"],
  ["Invoke-Hang", "unknown"],
])("after %s reports the effect %s and serves the next call", async (cmdlet, effect) => {
  await expect(call(cmdlet, cmdlet === "Invoke-Hang" ? 300 : 3_000)).rejects.toMatchObject({ effect });
  expect(await call("Get-Fine")).toHaveLength(1);
});

test("rejects what waited behind a shell that died with effect none", async () => {
  const dying = call("Invoke-Die");
  const waiting = call("Set-Fine");
  await expect(dying).rejects.toMatchObject({ effect: "unknown" });
  await expect(waiting).rejects.toMatchObject({ effect: "none", code: "unreachable" });
});

test("reports a shell that cannot be started and does not end the process", async () => {
  await port.close();
  port = makeShellPort({ executable: join(folder, "absent"), module: "Lync" });
  expect(port.processId()).toBeNull();
  await expect(call("Get-Fine")).rejects.toMatchObject({ code: "unreachable" });
});

test("answers each of 60 calls, or fails by its deadline, when the shell writes CRLF", async () => {
  await port.close();
  open({ eol: "\r\n" });
  const results = await Promise.allSettled(Array.from({ length: 60 }, () => call("Get-Fine", 5_000)));
  expect(results.filter((one) => one.status === "fulfilled").length).toBe(60);
});

test.each([
  ["and each of its answers comes in one piece", true],
  ["and its answers come line by line", false],
])("answers every call of a shell that greets at its start, %s", async (_how, inOnePiece) => {
  await port.close();
  open({ greeting: "WARNING: the profile took 731 ms to load.\n", inOnePiece });
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (let i = 0; i < 5; i += 1) expect(await call("Get-Fine")).toHaveLength(1);
});

test("tells the process that carries a cmdlet before the cmdlet leaves, and counts it as quiet once it has answered", async () => {
  const told: ProcessIdentity[] = [];
  const [answer] = await carried("Set-Fine", async (process) => void told.push(process));
  expect(told).toEqual([await identityOf(port.processId() ?? 0)]);
  expect(answer?.pid).toBe(told[0]?.processId);
  expect(await Promise.all(told.map((process) => port.quiet(process)))).toEqual([{ kind: "quiet" }]);
});

test("sends nothing when its carrier could not be written down", async () => {
  const refusal = new Error("the lease is lost");
  await expect(carried("Invoke-Die", () => Promise.reject(refusal))).rejects.toBe(refusal);
  const before = port.processId();
  expect((await call("Get-Fine"))[0]?.pid).toBe(before);
});

test("has seen the shell gone by the time a cmdlet without an answer is reported", async () => {
  const told: ProcessIdentity[] = [];
  await expect(carried("Invoke-Hang", async (process) => void told.push(process), 300)).rejects.toThrow("no answer");
  expect(() => process.kill(told[0]?.processId ?? 0, 0)).toThrow("ESRCH");
});

test("is busy with another console's shell until that is ended", async () => {
  const other = makeShellPort({ executable: join(folder, "shell.cjs"), module: "SkypeForBusiness" });
  const theirs = await identityOf(other.processId() ?? 0);
  expect(await port.quiet(theirs)).toEqual({ kind: "busy" });
  expect(await port.end(theirs)).toEqual({ kind: "quiet" });
  expect(await port.quiet(theirs)).toEqual({ kind: "quiet" });
  await other.close();
});

test("reports with effect none, and names no carrier, a shell that cannot be started", async () => {
  await port.close();
  port = makeShellPort({ executable: join(folder, "absent"), module: "Lync" });
  const told: ProcessIdentity[] = [];
  await expect(carried("Set-Fine", async (process) => void told.push(process))).rejects.toMatchObject({
    effect: "none",
    message: expect.stringContaining("ENOENT"),
  });
  expect(told).toEqual([]);
});
