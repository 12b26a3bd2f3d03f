import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { type Bench, openBench } from "./bench.ts";
import { until } from "./processes.ts";
import { ruleSevenProblems } from "./rule-seven.ts";

type Exported = {
  readonly file: string;
  readonly sha256: string;
  readonly messages: number;
  readonly instance: string;
  readonly runId: string;
};
type Entry = { readonly kind: string; readonly person: string; readonly data: Readonly<Record<string, unknown>> };

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
}, 60_000);
afterEach(() => bench.close(), 20_000);

/** Home is lost, chat goes on in the other site. */
async function failedOver(): Promise<string> {
  const { lab, console } = bench;
  await bench.sampled();
  await lab.site("home", false);
  const runId = await console.start(await console.plan("failover", "users-first"));
  await console.attest(runId);
  expect((await console.untilEnded(runId)).status).toBe("succeeded");
  return runId;
}

const overview = () => bench.console.call<OverviewView>("getOverview", {});

/**
 * An export and the lab's truth of the same moment: until the servers' replicas are current, they write to home's copy, and until
 * the serving copy has given all those numbers again, more of them are marked.
 */
const exportWhenStill = () =>
  until(
    "an export while nothing changed at home",
    async () => {
      const before = (await bench.lab.truth()).stranded;
      const exported = await bench.console.call<Exported>("exportStranded", {}, "manager").catch((e: unknown) => {
        if (/took messages while it was read/.test(String(e))) return null;
        throw e;
      });
      const truth = (await bench.lab.truth()).stranded;
      return exported && truth && JSON.stringify(before) === JSON.stringify(truth) ? { exported, truth } : null;
    },
    120_000,
  );

test("home returns as in life: the alarm stands on the overview, and exactly what is stranded is in the transcript", {
  timeout: 240_000,
}, async () => {
  const { lab, console } = bench;
  const runId = await failedOver();
  expect((await overview()).homeReturn).toBeNull();
  await lab.site("home", true);
  const hears = async () => {
    const found = (await overview()).homeReturn;
    return found?.answers.some((a) => a.name === "sqlmi01\\PCHAT") ? found : null;
  };
  expect(await until("the alarm", hears, 60_000)).toMatchObject({ runId, stage: "after-switch", isFenced: false });
  const entries = await until(
    "the audit entry",
    async () => {
      const found = await console.call<readonly Entry[]>("entries", { kind: "home-returned" });
      return found.some((e) => e.data.name === "sqlmi01\\PCHAT") ? found : null;
    },
    10_000,
  );
  expect(entries.filter((e) => e.data.name === "sqlmi01\\PCHAT")).toHaveLength(1);

  // Chatters whose servers still have the old replica write to home's copy: it must not be empty, or nothing is proven.
  await until("stranded messages", async () => ((await lab.truth()).stranded?.total ?? 0) > 0 || null, 60_000);
  const { exported, truth } = await exportWhenStill();
  expect(truth.lastHomePrincipal).toBe(exported.instance);
  expect(exported.messages).toBe(truth.byInstance[exported.instance]);
  const { text } = await console.call<{ text: string }>("readStranded", { file: exported.file }, "manager");
  expect(createHash("sha256").update(text, "utf8").digest("hex")).toBe(exported.sha256);
  const written = messagesIn(text);
  const wanted = truth.rows
    .filter((r) => r.in.includes(exported.instance))
    .map((r) => `${r.room} #${r.chatId} ${r.at}${r.idTaken ? " [number given again]" : ""}: ${r.text}`);
  expect([...written].sort()).toEqual([...wanted].sort());
  expect(written.length).toBeGreaterThan(0);

  const audit = await console.call<readonly Entry[]>("entries", { kind: "stranded-exported" });
  expect(audit.find((entry) => entry.data.sha256 === exported.sha256)).toMatchObject({
    person: "Anna Rossi",
    data: { messages: exported.messages },
  });
  expect(await console.call<readonly Entry[]>("entries", { kind: "stranded-read" })).toHaveLength(1);
  await expect(console.call("exportStranded", {}, "operator")).rejects.toMatchObject({ code: "not-allowed" });
  await expect(console.call("readStranded", { file: exported.file }, "operator")).rejects.toMatchObject({
    code: "not-allowed",
  });
});

test("home is fenced from the alarm on, its messages are exported, and a failback then asks nothing about them", {
  timeout: 400_000,
}, async () => {
  const { lab, console } = bench;
  await failedOver();
  await lab.site("home", true);
  await until("the alarm", async () => (await overview()).homeReturn, 30_000);
  await until("home's principal", async () => (await lab.truth()).writable.includes("sqlmi01\\PCHAT") || null, 30_000);
  const before = (await lab.wire()).length;
  const plan = await console.plan("fence-returned-home");
  expect(plan.blocking).toEqual([]);
  const fence = await console.start(plan);
  expect((await console.untilEnded(fence)).status).toBe("succeeded");
  const fenced = await lab.truth();
  expect(fenced.writable).toEqual(["sqlto01\\PCHAT"]);
  expect(fenced.instances["sqlmi01\\PCHAT"]).toMatchObject({ mgcState: "ONLINE", readOnly: true });
  const [wire, events, pinned] = [await lab.wire(), await console.events(fence), await console.pinned(plan.id)];
  expect(ruleSevenProblems({ runId: fence, wire: wire.slice(before), events, pinned })).toEqual([]);
  await until(
    "the alarm to say that home is fenced",
    async () => (await overview()).homeReturn?.isFenced || null,
    120_000,
  );
  await expect(console.plan("fence-returned-home")).rejects.toThrow(/it is fenced/);

  const exported = await console.call<Exported>("exportStranded", {}, "manager");
  expect(exported.messages).toBe((await lab.truth()).stranded?.byInstance[exported.instance]);
  const { planId } = await console.call<{ planId: string }>("planRun", { procedure: "failback", way: "full-restore" });
  const back = await until("a failback plan", () => console.call<PlanView | null>("getPlan", { planId }), 60_000);
  expect(back.blocking).toEqual([]);
  const failback = await console.start(back);
  const asked = await console.untilDecision(failback);
  expect(asked.kind).toBe("restore-over-home");
  const settled = (await console.events(failback)).find(
    (e) => e.kind === "act-succeeded" && e.actId === "look-stranded:1",
  );
  expect(settled).toMatchObject({ result: { verdict: "exported", facts: { sha256: exported.sha256 } } });
});

/** Each message of a transcript as "room #number time [note]: text", the sender left out: the lab's truth has a number there. */
function messagesIn(text: string): readonly string[] {
  const found: string[] = [];
  let room = "";
  for (const line of text.split("\n")) {
    room = /^Room .* \((\d+)\), above/.exec(line)?.[1] ?? room;
    const message = /^#(\d+) {2}(\S{23})\d{4}Z {2}\S+( \[[^\]]+\])?: (.*)$/.exec(line);
    if (message) found.push(`${room} #${message[1]} ${message[2]}Z${message[3] ?? ""}: ${message[4]}`);
  }
  return found;
}
