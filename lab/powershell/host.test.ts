import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { PowerShell } from "node-powershell";
import { afterEach, beforeEach, expect, it } from "vitest";
import { LyncWorld } from "#lab/world/lync.ts";
import type { LyncSqlPort } from "#lab/world/lync-sql-port.ts";
import { answerShellRequest } from "./shell-port.ts";

const sql: LyncSqlPort = {
  siteUp: () => ({ home: true, other: true }),
  databaseState: () => "ONLINE",
  mirrorState: () => null,
  installMirror: () => undefined,
  postTestMessage: () => undefined,
  removeMirror: () => undefined,
  failoverMirror: () => undefined,
};
const executable = fileURLToPath(new URL("./host", import.meta.url));
const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
const script = base64('[Console]::Out.NewLine = "`n"; [Console]::Error.NewLine = "`n"; param($request, $marker)');

let server: Server;
let world: LyncWorld;
let faults: Set<string>;
let shells: PowerShell[] = [];
let asked = 0;
let held: Promise<void> = Promise.resolve();

beforeEach(async () => {
  faults = new Set();
  asked = 0;
  held = Promise.resolve();
  world = new LyncWorld({ sql, faults, nowMs: 0 });
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    asked += 1;
    await held;
    const reply = await answerShellRequest(world, JSON.parse(Buffer.concat(pieces).toString("utf8")));
    response.end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  for (const shell of shells) await shell.dispose("SIGTERM").catch(() => undefined);
  shells = [];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function openShell(habits = ""): PowerShell {
  const { port } = server.address() as AddressInfo;
  const env = { ...process.env, LAB_SHELL_URL: `http://127.0.0.1:${port}`, LAB_SHELL_HABITS: habits };
  const shell = new PowerShell({
    executable,
    executableOptions: { "-NoProfile": true, "-NonInteractive": true },
    spawnOptions: { env },
  });
  shells.push(shell);
  return shell;
}

/** Not a zombie: what was orphaned here may have nobody who collects it. */
function isAlive(processId: number): boolean {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, "utf8");
    return stat.charAt(stat.lastIndexOf(")") + 2) !== "Z";
  } catch {
    return false;
  }
}

function invocation(cmdlet: string, parameters: Record<string, unknown> = {}): string {
  const request = base64(JSON.stringify({ module: "SkypeForBusiness", cmdlet, parameters }));
  return `& ([scriptblock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${script}')))) '${request}' 'M4rk'`;
}

async function envelopeOf(shell: PowerShell, cmdlet: string, parameters?: Record<string, unknown>): Promise<unknown> {
  const { raw } = await shell.invoke(invocation(cmdlet, parameters));
  const found = /M4rk:begin\r?\n([A-Za-z0-9+/=]*)\r?\nM4rk:end/.exec(raw);
  return found === null ? null : JSON.parse(Buffer.from(found[1] ?? "", "base64").toString("utf8"));
}

it("gives the envelope of a cmdlet back, call after call", async () => {
  const shell = openShell();
  for (const PoolState of ["FailedOver", "Normal", "FailedOver"]) {
    expect(await envelopeOf(shell, "Set-CsPersistentChatState", { PoolState })).toMatchObject({
      ok: true,
      error: null,
    });
    expect(await envelopeOf(shell, "Get-CsPersistentChatState")).toMatchObject({ output: [{ PoolState }] });
  }
});

it("gives an error record, not text on stderr, when a cmdlet fails", async () => {
  expect(await envelopeOf(openShell(), "Get-CsPool", { Nonsense: 1 })).toMatchObject({
    ok: false,
    error: {
      errorId: expect.stringMatching(/^NamedParameterNotFound,/),
      category: "InvalidArgument: (:) [Get-CsPool], ParameterBindingException",
    },
  });
});

it.each(["small-chunks", "crlf,small-chunks", "crlf,noise", "noise,small-chunks"])(
  "gives the envelope when the shell writes with the habits %s",
  async (habits) => {
    const shell = openShell(habits);
    // A first line of its own: until it has run, such a shell ends its lines as Windows does.
    shell.streams.stdin.write('[Console]::Out.NewLine = "`n"\n[Console]::Error.NewLine = "`n"\n');
    for (let call = 0; call < 5; call += 1) {
      expect(await envelopeOf(shell, "Get-CsService", { PersistentChatServer: true })).toMatchObject({
        output: [{ Role: "PersistentChatServer" }],
      });
    }
  },
);

it("leaves no envelope when the shell dies after the effect, though the call resolves", async () => {
  faults.add("cmdlet-took-effect-then-died:Set-CsPersistentChatState");
  expect(await envelopeOf(openShell(), "Set-CsPersistentChatState", { PoolState: "FailedOver" })).toBeNull();
  expect(world.state.settings.poolState).toBe("FailedOver");
});

it("leaves no envelope when the shell is killed in the middle of a command", async () => {
  faults.add("cmdlet-hang:Get-CsPool");
  const shell = openShell();
  const hanging = envelopeOf(shell, "Get-CsPool").catch(() => null);
  await envelopeOf(openShell(), "Get-CsPersistentChatState");
  await shell.dispose("SIGTERM");
  expect(await hanging).toBeNull();
});

it.each([
  ["finishes the cmdlet under way and ends when its parent is killed", "SIGKILL"],
  ["finishes the cmdlet under way and ends when its input ends", "end"],
] as const)("%s", async (_, how) => {
  let release = (): void => undefined;
  held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { port } = server.address() as AddressInfo;
  const env = { ...process.env, LAB_SHELL_URL: `http://127.0.0.1:${port}`, LAB_HOST: executable };
  // A parent of its own, as the console is one: it can be killed and leaves its shell behind.
  const source =
    "const shell = require('node:child_process').spawn(process.env.LAB_HOST, ['-NoProfile'], { stdio: 'pipe' });" +
    "console.log(shell.pid); shell.stdin.write(process.argv[1] + '\\n'); process.once('SIGTERM', () => shell.stdin.end());" +
    "shell.once('exit', () => process.exit(0));";
  const line = invocation("Set-CsPersistentChatState", { PoolState: "FailedOver" });
  const parent = spawn(process.execPath, ["-e", source, line], { env, stdio: ["ignore", "pipe", "inherit"] });
  const [first] = (await once(parent.stdout, "data")) as [Buffer];
  const shellId = Number(first.toString());
  await expect.poll(() => asked).toBe(1);
  parent.kill(how === "end" ? "SIGTERM" : how);
  if (how !== "end") await once(parent, "exit");
  expect(isAlive(shellId)).toBe(true);
  release();
  await expect.poll(() => world.state.settings.poolState).toBe("FailedOver");
  await expect.poll(() => isAlive(shellId)).toBe(false);
});

it("gives a hung cmdlet up, without its effect, when the fault is taken off", async () => {
  faults.add("cmdlet-hang:Set-CsPersistentChatState");
  const hung = envelopeOf(openShell(), "Set-CsPersistentChatState", { PoolState: "FailedOver" });
  await expect.poll(() => asked).toBe(1);
  faults.clear();
  expect(await hung).toMatchObject({ ok: false, error: { message: expect.stringContaining("was cancelled") } });
  expect(world.state.settings.poolState).toBe("Normal");
});

it("answers an unknown command on stderr", async () => {
  await expect(openShell().invoke("Get-Nothing -At all")).rejects.toThrow(/is not recognized as the name of a cmdlet/);
});

it("says that the lab does not answer when nobody listens", async () => {
  const shell = openShell();
  await new Promise((resolve) => server.close(resolve));
  expect(await envelopeOf(shell, "Get-CsPool")).toMatchObject({
    ok: false,
    error: { errorId: "ModuleImport,LabShellPortUnavailable" },
  });
});
