import { expect, test } from "vitest";
import { openMailServer } from "#lib/adapters/mail/mail-server-fixture.ts";
import { makeSmtpPort } from "#lib/adapters/mail/smtp-port.ts";
import { toldOf } from "#lib/domain/health/deliveries.ts";
import { mailsTo } from "#lib/domain/mail/mail.ts";
import { mailSchema } from "#lib/domain/topology/mail.ts";
import { makeMailWatch } from "#lib/watch/mail-watch.ts";
import { startLabBench } from "#lib/watch/testing/lab-bench.ts";

const kinds = (bench: ReturnType<typeof startLabBench>) =>
  bench.store.recorded
    .filter(({ kind }) => kind.startsWith("alert-"))
    .map(({ kind, data }) => `${kind} ${data.check ?? ""}`.trim())
    .reverse();

test("an alert is raised by a fault, is in the overview, clears itself when the fault is over, and all of it is recorded", async () => {
  const bench = startLabBench();
  await bench.seconds(30);
  bench.sweep.start();
  await bench.seconds(180);
  expect(kinds(bench)).toEqual([]);
  bench.lab.world.faults.add("mirroring-split");
  await bench.seconds(16);
  expect(kinds(bench)).toEqual(["alert-raised mirror-in-step"]);
  expect(bench.sweep.current()?.alerts).toMatchObject([
    { check: "mirror-in-step", state: "bad", isAcknowledged: false },
  ]);
  bench.lab.world.faults.clear();
  await bench.seconds(60);
  expect(kinds(bench)).toEqual(["alert-raised mirror-in-step", "alert-cleared"]);
  expect(bench.sweep.current()?.alerts).toEqual([]);
  await bench.sweep.stop();
}, 60_000);

test("one silent instance is one alert, and none is raised while a run is under way", async () => {
  const bench = startLabBench();
  await bench.seconds(30);
  bench.sweep.start();
  await bench.seconds(20);
  bench.store.run = { id: "r", label: "R-0001", status: "running" } as never;
  bench.lab.world.faults.add("instance-stopped:sqlto02\\PCHAT");
  await bench.seconds(90);
  expect(kinds(bench)).toEqual([]);
  bench.store.run = null;
  await bench.seconds(15);
  expect(kinds(bench)).toEqual(["alert-raised instance-answers"]);
  await bench.sweep.stop();
}, 60_000);

test("who may acknowledge is written to by mail, once when the alert is raised and once when it has cleared", async () => {
  const server = await openMailServer();
  const from = "failover-console@contoso.local";
  const mail = mailSchema.parse({ host: "127.0.0.1", port: server.port, from, trustServerCertificate: true });
  const anna = { name: "Anna Rossi", email: "anna.rossi@contoso.local" };
  let ids = 0;
  const bench = startLabBench({
    channels: [],
    consoleUrl: "http://console",
    mailsFor: async ({ event, alert: { check, state } }) =>
      mailsTo([anna], {
        about: `alert-${event}` as const,
        facts: { check, state },
        path: "/alerts",
        endsAt: "2099-01-01T00:00:00.000Z",
        newId: () => `m${++ids}`,
      }),
  });
  await bench.seconds(30);
  bench.sweep.start();
  await bench.seconds(30);
  bench.lab.world.faults.add("mirroring-split");
  await bench.seconds(16);
  const { store, pool } = bench;
  const watch = () =>
    makeMailWatch({
      clock: { ...bench.clock, now: () => new Date("2026-11-21T10:00:30.000Z") },
      store,
      poolFqdn: pool.fqdn,
      mail: makeSmtpPort(mail, null),
      words: ({ about, facts, path }) => ({ subject: `${about} ${facts.check} ${facts.state}`, text: path }),
      report: () => undefined,
    });
  await watch().turn();
  await watch().turn();
  expect(server.arrived.map(({ recipients, mail: { subject } }) => [recipients, subject])).toEqual([
    [[anna.email], "alert-raised mirror-in-step bad"],
  ]);
  bench.lab.world.faults.clear();
  await bench.seconds(60);
  await bench.sweep.stop();
  await watch().turn();
  await watch().turn();
  await server.close();
  expect(server.arrived.map(({ mail: { subject } }) => subject)).toEqual([
    "alert-raised mirror-in-step bad",
    "alert-cleared mirror-in-step bad",
  ]);
  const now = new Date("2026-11-21T10:00:30.000Z");
  const raised = store.recorded.find(({ kind }) => kind === "alert-raised");
  const told = toldOf([], { newestFirst: store.recorded, now })(String(raised?.data.alertId));
  expect(told).toMatchObject([
    { event: "raised", channel: anna.email, state: "delivered", attempt: 1 },
    { event: "cleared", channel: anna.email, state: "delivered", attempt: 1 },
  ]);
}, 60_000);
