import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import type { WebRuntime } from "./runtime-type.ts";
import { openEventStream, parseTopics } from "./stream.ts";

const bus = new EventEmitter();
let audit: unknown = { kind: "up" };
const events = [{ number: 1 }, { number: 2 }];
const runtime = {
  store: { events: async (_id: string, after: number) => events.filter((e) => e.number > after) },
  subscribe: (topic: string, listener: (data: unknown) => void) => {
    bus.on(topic, listener);
    return () => bus.off(topic, listener);
  },
  overview: () => ({ poolFqdn: "p" }),
  auditState: () => audit,
} as unknown as WebRuntime;

const open = (topics: string[], lastEventId: string | null = null) => {
  const abort = new AbortController();
  const stillAllowed = async () => true;
  const response = openEventStream({
    runtime,
    topics,
    lastEventId,
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
  expect(await next()).toContain("id: r:2\n");
  bus.emit("run:r", { runId: "r", number: 3 });
  expect(await next()).toContain('id: r:3\ndata: {"runId":"r","number":3}');
  abort.abort();
  expect(await next()).toBeUndefined();
  expect(bus.listenerCount("run:r") + bus.listenerCount("overview")).toBe(0);
});

test("sends nothing twice after a reconnection", async () => {
  const { abort, next } = open(["run:r"], "r:2");
  await next();
  bus.emit("run:r", { runId: "r", number: 2 });
  bus.emit("run:r", { runId: "r", number: 3 });
  expect(await next()).toContain("id: r:3\n");
  abort.abort();
});

test("tells a storm of a run's events by the newest number, the last one always", async () => {
  const { abort, next } = open(["run:r"]);
  await next();
  expect(await next()).toContain("id: r:2\n");
  for (let number = 3; number <= 200; number += 1) bus.emit("run:r", { runId: "r", number });
  const heard: string[] = [];
  while (!heard.at(-1)?.includes("id: r:200\n")) heard.push((await next()) ?? "");
  expect(heard.length).toBeLessThan(100);
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
  const { abort, next } = open(["run:r"], "r:2");
  await next();
  const look = { stepId: "s", actId: "a", at: "2026-11-21T10:00:00.000Z", facts: { percent: "42" } };
  bus.emit("run:r", { runId: "r", number: 0, look });
  expect(await next()).toBe(`event: look\ndata: ${JSON.stringify({ runId: "r", ...look })}\n\n`);
  abort.abort();
});
