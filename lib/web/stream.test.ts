import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import type { WebRuntime } from "./runtime-type.ts";
import { openEventStream, parseTopics } from "./stream.ts";

const bus = new EventEmitter();
const events = [{ number: 1 }, { number: 2 }];
const runtime = {
  store: { events: async (_id: string, after: number) => events.filter((e) => e.number > after) },
  subscribe: (topic: string, listener: (data: unknown) => void) => {
    bus.on(topic, listener);
    return () => bus.off(topic, listener);
  },
  overview: () => ({ poolFqdn: "p" }),
} as unknown as WebRuntime;

const open = (topics: string[], lastEventId: string | null = null) => {
  const abort = new AbortController();
  const stillAllowed = async () => true;
  const response = openEventStream({ runtime, topics, lastEventId, signal: abort.signal, stillAllowed });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return { abort, next: async () => (await reader?.read())?.value };
};

test("knows its topics and refuses others", () => {
  expect(parseTopics("overview,run:a-1,overview")).toEqual(["overview", "run:a-1"]);
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
