import { EventEmitter } from "node:events";
import { beforeEach, expect, test } from "vitest";
import type { WebRuntime } from "./runtime-type.ts";
import { openEventStream, parseTopics } from "./stream.ts";

const bus = new EventEmitter();
let audit: unknown = { kind: "up" };
/** A run whose journal is read up to here; each event has written one line. */
let journal = 2;
const view = (to: number) => ({
  lastEvent: to,
  status: "running",
  steps: [],
  output: Array.from({ length: to }, (_, nth) => ({ nth })),
  outputCount: to,
});
let readings = 0;
let failing = 0;
/** This reading began before the newest event. */
let late = 0;
const runtime = {
  run: async () => {
    readings += 1;
    if (readings <= failing) throw new Error("disk I/O error");
    return view(readings === late ? journal - 1 : journal);
  },
  subscribe: (topic: string, listener: (data: unknown) => void) => {
    bus.on(topic, listener);
    return () => bus.off(topic, listener);
  },
  overview: () => ({ poolFqdn: "p" }),
  auditState: () => audit,
} as unknown as WebRuntime;

beforeEach(() => {
  journal = 2;
  readings = failing = late = 0;
});
const written = (number: number) => {
  journal = number;
  bus.emit("run:r", { runId: "r", number });
};

const open = (topics: string[], lastEventId: string | null = null, have: string | null = null) => {
  const abort = new AbortController();
  const stillAllowed = async () => true;
  const response = openEventStream({
    runtime,
    topics,
    lastEventId,
    have,
    signal: abort.signal,
    stillAllowed,
    say: (value) => value,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return { abort, next: async () => (await reader?.read())?.value };
};

test("knows its topics and refuses others", () => {
  expect(parseTopics("overview,run:a-1,overview")).toEqual(["overview", "run:a-1"]);
  expect(parseTopics("overview,audit")).toEqual(["overview", "audit"]);
  expect(parseTopics("secrets")).toBeNull();
  expect(parseTopics(null)).toBeNull();
});

test("sends what is there, then what comes, and lets go when the client leaves", async () => {
  const { abort, next } = open(["overview", "run:r"]);
  expect(await next()).toBe("retry: 1000\n\n");
  expect(await next()).toContain('event: overview\ndata: {"poolFqdn":"p"}');
  expect(await next()).toContain('id: r:2:2\ndata: {"runId":"r","run":{"lastEvent":2');
  written(3);
  expect(await next()).toContain('id: r:3:3\ndata: {"runId":"r","change":{"since":2');
  abort.abort();
  expect(await next()).toBeUndefined();
  expect(bus.listenerCount("run:r") + bus.listenerCount("overview")).toBe(0);
});

test.each([
  ["a reconnection", "r:2:2", "0:0"],
  ["a page that was made as the run is", null, "2:2"],
])("sends nothing twice after %s", async (_, lastEventId, have) => {
  const { abort, next } = open(["run:r"], lastEventId, have);
  await next();
  await expect.poll(() => readings).toBe(1);
  written(3);
  const change = (await next()) ?? "";
  expect(change).toContain("id: r:3:3\n");
  expect(change).toContain('"lines":[{"nth":2}]');
  abort.abort();
});

test("sends all that came meanwhile to who comes back, of the output only what he does not have", async () => {
  journal = 9;
  const { abort, next } = open(["run:r"], "r:7:7");
  await next();
  expect(await next()).toContain('"output":[{"nth":7},{"nth":8}]');
  abort.abort();
});

test("tells a storm of a run's events by few changes that have all of it, and reads no more often than it tells", async () => {
  const { abort, next } = open(["run:r"]);
  await next();
  await next();
  const lines: number[] = [];
  for (let number = 3; number <= 200; number += 1) written(number);
  let messages = 0;
  while (lines.at(-1) !== 199) {
    const { change } = JSON.parse(/data: (.*)/.exec((await next()) ?? "")?.[1] ?? "");
    lines.push(...change.lines.map((line: { nth: number }) => line.nth));
    messages += 1;
  }
  expect(lines).toEqual(Array.from({ length: 198 }, (_, i) => i + 2));
  expect(messages).toBeLessThan(100);
  expect(readings).toBeLessThan(100);
  abort.abort();
});

test("reads again what another page's reading did not have yet", async () => {
  const { abort, next } = open(["run:r"], "r:2:2");
  await next();
  await expect.poll(() => readings).toBe(1);
  late = 2;
  written(3);
  expect(await next()).toContain("id: r:3:3\n");
  expect(readings).toBe(3);
  abort.abort();
});

test("keeps the page's stream when the audit database does not answer, and tells the run when it does again", async () => {
  failing = 1;
  const { abort, next } = open(["run:r"]);
  await next();
  expect(await next()).toContain("id: r:2:2\n");
  abort.abort();
});

test("says how the audit stands, and each change", async () => {
  const { abort, next } = open(["audit"]);
  await next();
  expect(await next()).toBe('event: audit\ndata: {"kind":"up"}\n\n');
  audit = { kind: "down", since: "2026-11-21T10:00:00.000Z", cause: "disk I/O error" };
  bus.emit("audit");
  expect(await next()).toContain('"cause":"disk I/O error"');
  abort.abort();
  expect(bus.listenerCount("audit")).toBe(0);
});

test("passes on where an act stands, with its time and without an id", async () => {
  const { abort, next } = open(["run:r"], "r:2:2");
  await next();
  const look = { stepId: "s", actId: "a", at: "2026-11-21T10:00:00.000Z", facts: { percent: "42" } };
  bus.emit("run:r", { runId: "r", number: 0, look });
  expect(await next()).toBe(`event: look\ndata: ${JSON.stringify({ runId: "r", ...look })}\n\n`);
  abort.abort();
});
