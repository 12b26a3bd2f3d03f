import { afterEach, expect, test } from "vitest";
import { failOverByHand } from "#lab/world/world-fixture.ts";
import { readMarkers } from "#lib/domain/health/marker.ts";
import { markerReadable } from "#lib/domain/steps/marker-readable.ts";
import type { LiveContext } from "#lib/domain/steps/step.ts";
import { startLabBench } from "#lib/watch/testing/lab-bench.ts";

type Bench = ReturnType<typeof startLabBench>;
const open: Bench[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.sweep.stop();
});

const testUsers = {
  sender: "sip:pchat-test1@contoso.local",
  receiver: "sip:pchat-test2@contoso.local",
  registrar: "fepool-to.contoso.local",
  chatRoomUri: "ma-chan://contoso.local/6f0b4d1c-5d2b-4c5e-9c41-0c7b1e6a2106",
  dailyMarker: true,
};

async function bench(prepare: (lab: Bench["lab"]) => void = () => undefined, users = testUsers): Promise<Bench> {
  const made = startLabBench(null, {}, { testUsers: users });
  open.push(made);
  prepare(made.lab);
  await made.seconds(30);
  made.sweep.start();
  await made.seconds(30);
  return made;
}

const entries = ({ store }: Bench) => store.recorded.filter(({ kind }) => kind.startsWith("marker-")).reverse();
const marker = (of: Bench) => of.health().checks.find(({ id }) => id === "marker-message");
const inRoom = ({ lab }: Bench) => lab.world.messages.filter((message) => message?.text.startsWith("Synthetic"));

/** What a run would find on an instance's copy of mgc. */
async function find(of: Bench, target: string) {
  const evidence = { markers: () => readMarkers(of.store, of.pool.fqdn) };
  const ctx = { ports: of.ports, plan: { target }, evidence } as unknown as LiveContext;
  return markerReadable("mgc").look(ctx);
}

test("one marker a day is written by the product's own test message, known by its room and number", async () => {
  const of = await bench();
  await of.seconds(120);
  expect(entries(of).map(({ kind, data }) => [kind, data.name])).toEqual([["marker-written", "Treasury"]]);
  expect(inRoom(of)).toHaveLength(1);
  const [written] = inRoom(of);
  expect(Number(entries(of)[0]?.data.chatId)).toBeGreaterThanOrEqual(written?.chatId ?? Number.POSITIVE_INFINITY);
  expect(marker(of)).toMatchObject({ state: "good", results: [{ target: "Treasury" }] });
}, 60_000);

test("a marker is found on the copy that was recovered, and one written after the last log is named as missing", async () => {
  const of = await bench();
  await of.seconds(60);
  const { lab } = of;
  await failOverByHand(lab);
  expect(await find(of, lab.otherA.name)).toMatchObject({
    verdict: "pass",
    facts: { found: expect.stringContaining("Treasury") },
  });
  const later = { room: 106, name: "Treasury", chatId: "999999" };
  await of.store.recordEntry({
    stream: `pool:${of.pool.fqdn}`,
    kind: "marker-written",
    person: "console",
    data: later,
  });
  expect(await find(of, lab.otherA.name)).toMatchObject({
    verdict: "warn",
    facts: { found: expect.stringContaining("Treasury"), missing: expect.stringContaining("999999") },
  });
  expect(await find(of, lab.homeA.name)).toMatchObject({ verdict: "unknown" });
}, 60_000);

test("a test message that leaves nothing in the room is no marker, and is said", async () => {
  const of = await bench((lab) => void lab.world.faults.add("test-leaves-nothing"));
  await of.seconds(60);
  expect(entries(of)).toMatchObject([
    { kind: "marker-failed", data: { why: expect.stringContaining("left nothing") } },
  ]);
  expect(marker(of)?.state).toBe("warning");
}, 60_000);

test("none is written where the pool file asks for none, and the check says so", async () => {
  const of = await bench(() => undefined, { ...testUsers, dailyMarker: false });
  await of.seconds(120);
  expect(entries(of)).toEqual([]);
  expect(inRoom(of)).toEqual([]);
  expect(marker(of)).toMatchObject({ state: "not-available" });
}, 60_000);

test("none is written beside a run, nor while the pool state is not known", async () => {
  const of = await bench((lab) => void lab.world.faults.add("cmdlet-error:Get-CsPersistentChatState"));
  await of.seconds(60);
  expect(entries(of)).toEqual([]);
  of.lab.world.faults.clear();
  of.store.run = { id: "r", label: "R-0001", status: "running" } as never;
  await of.seconds(60);
  expect(entries(of)).toEqual([]);
  of.store.run = null;
  await of.seconds(20);
  expect(entries(of).map(({ kind }) => kind)).toEqual(["marker-written"]);
}, 60_000);
