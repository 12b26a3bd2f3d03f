import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, wordFor } from "#e2e/engine/bench.ts";
import { Refused } from "#e2e/engine/console-process.ts";
import { until } from "#e2e/engine/processes.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { loseHome } from "./folders.ts";

// One lab: a first run that is aborted at a dead monitor, a second that meets every other fault and ends well.
const target = "sqlto01\\PCHAT";
const home = ["sqlmi01\\PCHAT", "sqlmi02\\PCHAT"];
let bench: Bench;
let plans: readonly PlanView[];
let runId: string;

const ask = (kind: Parameters<Bench["console"]["untilDecision"]>[1]) => bench.console.untilDecision(runId, kind);
const retry = () => bench.console.decide(runId, "retry");
const choicesOf = (asked: Awaited<ReturnType<typeof ask>>) => asked.choices.map((c) => c.id);
const actNow = async (id: string) =>
  (await bench.console.run(runId)).steps.flatMap((s) => s.acts).find((a) => a.id === id);

beforeAll(async () => {
  bench = await openBench();
  await bench.sampled();
  await loseHome(bench);
  await bench.lab.fault("monitor-dead", true);
  plans = [await bench.console.plan("failover"), await bench.console.plan("failover")];
}, 90_000);
afterAll(() => bench?.close(), 20_000);

const start = (plan: PlanView, who: "operator" | "second") =>
  bench.console.call<{ runId: string }>(
    "startRun",
    { planId: plan.id, reason: `INC-1, ${who}`, typedName: "Torino" },
    who,
  );

test("starts one run when two browsers and a double click start the same plan at once", {
  timeout: 30_000,
}, async () => {
  const [plan] = plans as [PlanView];
  const started = await Promise.all([start(plan, "operator"), start(plan, "second"), start(plan, "operator")]);
  expect(new Set(started.map((s) => s.runId)).size).toBe(1);
  runId = started[0].runId;
  expect((await bench.console.events(runId)).filter((e) => e.kind === "run-started")).toHaveLength(1);
});

test("names the open run when another browser starts a plan of its own meanwhile", async () => {
  const { label } = await bench.console.run(runId);
  const refused = await start(plans[1] as PlanView, "second").catch((e: unknown) => e);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ code: "conflict", message: expect.stringContaining(`run ${label} of`) });
});

test("makes no plan while the management store is dead, and says what to start first", {
  timeout: 30_000,
}, async () => {
  await bench.lab.fault("management-store-dead", true);
  const { planId } = await bench.console.call<{ planId: string }>("planRun", { procedure: "failover" });
  const failed = async () => {
    const job = await bench.console.call<{ status: string; message?: string } | null>("getPlanJob", { planId });
    return job?.status === "failed" ? job : null;
  };
  const { message } = await until("the plan failing", failed, 20_000);
  expect(message).toMatch(
    /^the pool's identity cannot be read: Get-CsPersistentChatState .*Central Management store first/,
  );
  await bench.lab.fault("management-store-dead", false);
});

test("asks about a dead monitor with its price, and an abort leaves the jobs off and mgc untouched", {
  timeout: 60_000,
}, async () => {
  const asked = await ask("monitor-dead");
  expect(asked.facts).toMatchObject({
    target,
    number: "32054",
    cause: "There was an error establishing a link to the remote monitor server.",
    price: "rows-stay-in-msdb",
  });
  expect(choicesOf(asked)).toEqual(["retry", "skip", "abort"]);
  await bench.console.decide(runId, "abort");
  const listed = await bench.console.call<readonly { id: string; status: string }[]>("listRuns", { limit: 9 });
  expect(listed.find((r) => r.id === runId)?.status).toMatch(/^abort(ing|ed)$/);
  const run = await bench.console.untilEnded(runId);
  expect(run).toMatchObject({ status: "aborted", finishDetail: "remove-log-shipping" });
  const { instances, writable } = await bench.lab.truth();
  expect([instances[target]?.mgcState, writable]).toEqual(["RESTORING", []]);
});

test("goes on in a new run from what the aborted one left, and leaves the rows when a person skips the dead monitor", {
  timeout: 60_000,
}, async () => {
  runId = (await start(plans[1] as PlanView, "operator")).runId;
  await ask("monitor-dead");
  const disabled = (await bench.console.events(runId)).filter(
    (e) => e.kind === "act-succeeded" && e.actId.startsWith("disable-job:"),
  );
  expect(disabled).toHaveLength(2);
  for (const e of disabled) expect(e).toMatchObject({ result: { foundDone: true } });
  await bench.console.decide(runId, "skip");
  expect((await actNow("delete-secondary"))?.status).toBe("skipped");
  await ask("point-of-no-return");
});

test.each([
  ["is switched off", "instance-stopped", `${target}`],
  ["does not answer", "black-holed", "does not answer. Is the server up"],
  ["refuses logins", "refusing-logins", "Login failed for user"],
  ["refuses the database", "database-refused", 'Cannot open database "master" requested by the login'],
])("says which instance %s, and goes on where it was", { timeout: 60_000 }, async (_, fault, text) => {
  await bench.lab.fault(fault, true, target);
  const open = (await bench.console.run(runId)).decision;
  if (open?.kind === "point-of-no-return") await bench.console.attest(runId);
  else await retry();
  const asked = await ask("act-failed");
  expect(asked.facts).toMatchObject({ target, error: expect.stringContaining(target) });
  expect(asked.facts.error).toContain(text);
  await bench.lab.fault(fault, false, target);
});

test("asks again at the point of no return while home answers without saying what its mgc is, whatever a person attests", {
  timeout: 60_000,
}, async () => {
  for (const instance of home) await bench.lab.fault("refusing-logins", true, instance);
  await bench.lab.site("home", true);
  await retry();
  const asked = await ask("home-still-answers");
  for (const instance of home) expect(asked.facts[instance]).toMatch(/^answers-unproven: .*Login failed/);
  expect(choicesOf(asked)).toEqual(expect.arrayContaining(["retry", "abort"]));
  await bench.console.decide(runId, "retry", { attestations: home.map(wordFor) });
  await ask("home-still-answers");
});

test("names the writable copy when home is back, and never makes a second one", { timeout: 60_000 }, async () => {
  for (const instance of home) await bench.lab.fault("refusing-logins", false, instance);
  await bench.console.decide(runId, "retry", { attestations: home.map(wordFor) });
  expect((await ask("home-still-answers")).facts[home[0] ?? ""]).toMatch(/^writable: mgc is ONLINE, principal/);
  expect((await bench.lab.truth()).writable).toEqual([home[0]]);
});

test("waits for a person, and does not recover twice, when the instance died after it had recovered mgc", {
  timeout: 90_000,
}, async () => {
  await bench.lab.site("home", false);
  await bench.lab.hold({ target, pattern: "RESTORE DATABASE @database WITH RECOVERY", when: "after" });
  await bench.console.decide(runId, "retry", { attestations: home.map(wordFor) });
  await bench.lab.untilHeld();
  await bench.lab.fault("instance-stopped", true, target);
  await bench.lab.release();
  const asked = await ask("effect-unknown");
  expect(asked.facts.act).toBe("bring-online");
  expect(choicesOf(asked)).toEqual(["retry", "take-as-done", "abort"]);
  await bench.lab.fault("module-missing", true);
  await bench.lab.fault("instance-stopped", false, target);
  await retry();
  await ask("act-failed");
  expect(await actNow("bring-online")).toMatchObject({ status: "done", attempts: 1 });
  expect((await bench.lab.truth()).writable).toEqual([target]);
});

test("names the module that cannot be loaded, then a dead management store, then the cmdlet's own error", {
  timeout: 60_000,
}, async () => {
  expect((await ask("act-failed")).facts.error).toContain("was not loaded because no valid module file was found");
  await bench.lab.fault("module-missing", false);
  await bench.lab.fault("management-store-dead", true);
  await retry();
  const store = await ask("act-failed");
  expect(store.facts.act).toBe("pin-replicas");
  expect(store.facts.error).toMatch(
    /^Get-CsManagementStoreReplicationStatus in the management shell: .*[Mm]anagement [Ss]tore/,
  );
  await bench.lab.fault("management-store-dead", false);
  await bench.lab.fault("cmdlet-error", true, "Set-CsPersistentChatState");
  await retry();
  const asked = await ask("act-failed");
  expect(asked.facts).toMatchObject({ act: "set-pool-state", target: "management shell" });
  expect(asked.facts.error).toContain(
    "Set-CsPersistentChatState in the management shell: Set-CsPersistentChatState failed: the remote procedure call was cancelled.",
  );
  expect((await actNow("set-pool-state"))?.attempts).toBe(2);
  await bench.lab.fault("cmdlet-error", false, "Set-CsPersistentChatState");
});

test("sees that a cmdlet took effect when its shell died before it could say so, and goes on", {
  timeout: 60_000,
}, async () => {
  await bench.lab.fault("cmdlet-took-effect-then-died", true, "Set-CsPersistentChatState");
  await retry();
  const failed = await bench.console.untilEvent(
    runId,
    (e) => e.kind === "act-failed" && e.actId === "set-pool-state" && e.error.message.includes("the shell ended"),
  );
  expect(failed).toMatchObject({ error: { effect: "unknown" } });
  const seen = await bench.console.untilEvent(
    runId,
    (e) => e.kind === "act-observed" && e.actId === "set-pool-state" && e.observed.state === "done",
  );
  expect(seen.number).toBeGreaterThan(failed.number);
});

test("ends with one writable copy, a loss that holds the true one, and each fault in the journal", {
  timeout: 120_000,
}, async () => {
  const run = await bench.console.untilEnded(runId);
  expect(run.status).toMatch(/^succeeded/);
  const truth = await bench.lab.truth();
  expect(truth.writable).toEqual([target]);
  expect(truth.lost).toBeGreaterThanOrEqual(Number(run.loss?.fewest));
  expect(truth.lost).toBeLessThanOrEqual(Number(run.loss?.most));
  expect(run.takenDecisions.map((t) => t.decision.kind)).toEqual([
    "monitor-dead",
    "point-of-no-return",
    "act-failed",
    "act-failed",
    "act-failed",
    "act-failed",
    "home-still-answers",
    "home-still-answers",
    "home-still-answers",
    "effect-unknown",
    "act-failed",
    "act-failed",
    "act-failed",
  ]);
});
