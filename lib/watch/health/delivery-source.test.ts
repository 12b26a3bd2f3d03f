import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { makeWebhook, webhookSignature } from "#lib/adapters/notify/webhook.ts";
import { foldDeliveries } from "#lib/domain/health/deliveries.ts";
import type { EntryRow } from "#lib/domain/store-port.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import { testPool } from "#lib/watch/fakes.ts";
import { nothingSeen } from "#lib/watch/seen.ts";
import type { SourceContext } from "#lib/watch/source.ts";
import { fakeClock } from "#lib/watch/testing/fake-clock.ts";
import { fakeStore } from "#lib/watch/testing/fake-store.ts";
import { deliverySource } from "./delivery-source.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const each of servers.splice(0)) each.close();
});

/** A receiver that answers these, in order, and then 200. */
async function receiver(...answers: readonly number[]) {
  const bodies: string[] = [];
  const left = [...answers];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += String(part);
    const isSigned =
      request.headers["x-pchat-signature"] ===
      webhookSignature("s", String(request.headers["x-pchat-timestamp"]), body);
    if (isSigned) bodies.push(body);
    response.writeHead(left.shift() ?? 200).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

function bench(url: string) {
  const clock = fakeClock();
  const store = fakeStore();
  const stream = poolStream(testPool.fqdn);
  const record = async (entry: Omit<EntryRow, "at"> & { readonly stream: string }) =>
    void store.recorded.unshift({ ...entry, at: clock.now().toISOString() });
  const ctx = {
    pool: testPool,
    ports: { clock },
    store: { ...store, recordEntry: record },
    intervals: { instance: 3_000 },
    maxAgeMs: 30_000,
    consoleUrl: "http://console",
    seen: () => nothingSeen,
    change: () => undefined,
  } as unknown as SourceContext;
  // Made anew for each turn, as after a restart: what was done before is known by the record alone.
  const turn = () => deliverySource(ctx, makeWebhook({ url, secret: "s", now: clock.now })).work();
  const say = (kind: string, data: Record<string, unknown>) => record({ stream, kind, person: "console", data });
  const tries = async () =>
    foldDeliveries(await store.entries(stream, ["alert-delivery"], 50))
      .map(({ event, attempt, answer }) => `${event} ${attempt} ${answer}`)
      .reverse();
  return { clock, turn, say, tries };
}

const raised = { alertId: "a1", check: "chain-unbroken", state: "bad", target: null, facts: {} };

it("delivers an alert at the second try after a refusal, then that it has cleared, and records every try", async () => {
  const { url, bodies } = await receiver(503);
  const { clock, turn, say, tries } = bench(url);
  await say("alert-raised", raised);
  await turn();
  await turn();
  expect(await tries()).toEqual([expect.stringMatching(/^raised 1 .*HTTP 503/)]);
  await clock.advance(10_000);
  await turn();
  await turn();
  expect((await tries())[1]).toBe("raised 2 HTTP 200");
  await say("alert-cleared", { alertId: "a1" });
  await turn();
  await turn();
  expect(await tries()).toHaveLength(3);
  expect((await tries())[2]).toBe("cleared 1 HTTP 200");
  const told = bodies.map((body) => JSON.parse(body));
  expect(told.map(({ id }) => id)).toEqual(["a1:raised", "a1:raised", "a1:cleared"]);
  expect(told[1]).toMatchObject({ check: "chain-unbroken", state: "bad", url: "http://console/alerts" });
});

it("records that nobody answered, and keeps silent about an alert that cleared before anybody was told", async () => {
  const { turn, say, tries } = bench("http://127.0.0.1:1/hook");
  await say("alert-raised", raised);
  await turn();
  expect(await tries()).toEqual([expect.stringContaining("did not answer")]);
  await say("alert-cleared", { alertId: "a1" });
  await turn();
  expect(await tries()).toHaveLength(1);
});
