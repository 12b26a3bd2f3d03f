import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ProcessIdentity } from "#lib/domain/ports.ts";
import { endProcess, identityOf, startOf, stillRuns } from "./process-identity.ts";

let child: ChildProcess;
let identity: ProcessIdentity;
beforeEach(async () => {
  child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
  await once(child, "spawn");
  identity = await identityOf(child.pid ?? 0);
});
afterEach(() => void child.kill("SIGKILL"));
const isRunning = () => child.exitCode === null && child.signalCode === null;

test("tells a process by its id, its start and its host, the same way each time", async () => {
  expect(identity).toEqual({ processId: child.pid, startedAt: expect.stringMatching(/\d/), host: hostname() });
  expect(await identityOf(identity.processId)).toEqual(identity);
  expect(await stillRuns(identity)).toEqual({ kind: "busy" });
});

test("gives processes that start one after the other different starts", async () => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  const later = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
  await once(later, "spawn");
  expect(await startOf(later.pid ?? 0)).not.toBe(identity.startedAt);
  later.kill("SIGKILL");
});

test("ends the process and has seen it gone, also when asked twice", async () => {
  expect(await endProcess(identity)).toEqual({ kind: "quiet" });
  expect(await startOf(identity.processId)).toBeNull();
  expect(await endProcess(identity)).toEqual({ kind: "quiet" });
});

test("takes another start for another process, and does not end it, when an id was used again", async () => {
  const reused = { ...identity, startedAt: "boot 00000000-0000-0000-0000-000000000000 tick 1" };
  expect(await stillRuns(reused)).toEqual({ kind: "quiet" });
  expect(await endProcess(reused)).toEqual({ kind: "quiet" });
  expect(isRunning()).toBe(true);
});

test("cannot tell, and ends nothing, when the start was not known", async () => {
  const vague = { ...identity, startedAt: "" };
  expect(await stillRuns(vague)).toMatchObject({ kind: "unknown", message: expect.stringContaining("since when") });
  expect(await endProcess(vague)).toMatchObject({ kind: "unknown" });
  expect(isRunning()).toBe(true);
});

test("knows a process gone by its id alone when the start was not known", async () => {
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await stillRuns({ ...identity, startedAt: "" })).toEqual({ kind: "quiet" });
});

test("cannot tell, says which machine to look at, and ends nothing, when the process ran on another host", async () => {
  const elsewhere = { ...identity, host: "console-b" };
  expect(await stillRuns(elsewhere)).toMatchObject({
    kind: "unknown",
    message: expect.stringContaining(`see on console-b whether process ${child.pid} still runs`),
  });
  expect(await endProcess(elsewhere)).toMatchObject({ kind: "unknown" });
  expect(isRunning()).toBe(true);
});

const hasPs = ["/bin/ps", "/usr/bin/ps"].some((path) => existsSync(path));
test.skipIf(!hasPs)("asks ps where there is no /proc", async () => {
  expect(await startOf(identity.processId, "darwin")).toMatch(/^\w{3} \w{3} .*\d{4}$/);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await startOf(identity.processId, "darwin")).toBeNull();
});
