import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Role } from "#lib/domain/actor.ts";
import { manifestHash, type PlannedManifest } from "#lib/domain/loss-manifest/planned-manifest.ts";
import { planFormat } from "#lib/domain/plan/plan-format.ts";
import type { StoredPlan } from "#lib/domain/store-port.ts";
import { type ApprovalPolicy, approvalsSchema } from "#lib/domain/topology/approvals.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import { memoryStore } from "#lib/engine/testing/memory-store.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import { acknowledgeAlert } from "./acknowledge-alert.ts";
import { answerApproval } from "./answer-approval.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { getApproval } from "./get-approval.ts";
import { listAlerts } from "./list-alerts.ts";
import { listApprovals } from "./list-approvals.ts";
import { listRuns } from "./list-runs.ts";
import { requestApproval } from "./request-approval.ts";
import { startRun } from "./start-run.ts";

const pinned = JSON.stringify({ format: planFormat, steps: [] });
const hash = createHash("sha256").update(pinned).digest("hex");

const manifest: PlannedManifest = {
  procedure: "failover",
  target: "sqlto01\\PCHAT",
  seenAt: "2026-11-21T10:00:00.000Z",
  messages: { fewest: "3", most: "9", sampledAt: null, completeUpTo: null, perMinute: "2" },
  log: {
    upTo: null,
    leftOut: [{ folder: "backupShare", file: "mgc.wrk", sizeBytes: "0", why: "empty" }],
    shareError: null,
  },
};
const signed = manifestHash(manifest);

const people = (
  ["anna manager", "paolo manager disabled", "giulia operator", "rita manager", "ada administrator"] as const
).map((text) => {
  const [id = "", role = "", disabled] = text.split(" ");
  return { id, name: `P${id}`, email: `${id}@contoso.local`, role, disabled: disabled !== undefined };
});

/** A pool with this policy for failovers, and plan p1, just made. */
async function bench(policy: Partial<ApprovalPolicy> = {}) {
  const clock = quickClock();
  const store = memoryStore(clock);
  const plan = (id: string) =>
    ({
      id,
      poolFqdn: pool.fqdn,
      procedure: "failover",
      hash,
      pinned,
      createdAt: clock.now().toISOString(),
      createdBy: "Giulia",
      view: { typedName: "Torino", blocking: [], loss: { fewest: "3", most: "9" }, manifest },
    }) as unknown as StoredPlan;
  await store.savePlan(plan("p1"));
  const approvals = approvalsSchema.parse({ failover: policy });
  const list = async () => people;
  const ids = { newId: () => `id-${Math.random()}` };
  const mail = { host: "mail.contoso.local", from: "console@contoso.local" };
  const console = {
    pool: { ...pool, approvals, mail },
    ports: { clock, ids },
    store,
    people: { list },
  } as unknown as ServiceConsole;
  const as = (id: string, role: Role): ServiceContext => ({ actor: { id, name: `P${id}`, role }, console });
  const giulia = as("giulia", "operator");
  const answer = (
    ctx: ServiceContext,
    word: "approve" | "refuse",
    more: { hash?: string; read?: boolean; manifest?: string } = {},
  ) =>
    answerApproval(ctx, {
      planId: "p1",
      planHash: more.hash ?? hash,
      manifestHash: more.manifest ?? signed,
      answer: word,
      hasRead: more.read ?? true,
      reason: word === "refuse" ? "not tonight" : "",
    });
  const start = (ctx: ServiceContext, emergencyReason = "") =>
    startRun(ctx, { planId: "p1", reason: "INC-1", typedName: "Torino", emergencyReason });
  const status = async () => (await getApproval(giulia, { id: "p1", procedure: "failover" }))?.approval?.status;
  return {
    clock,
    store,
    as,
    giulia,
    plan,
    answer,
    start,
    status,
    ask: () => requestApproval(giulia, { planId: "p1" }),
  };
}

const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => "went through",
    (e: unknown) => `${(e as { code: string }).code}: ${(e as Error).message}`,
  );

test("starts only after another person approved exactly this plan, and keeps on whose word", async () => {
  const { ask, answer, start, as, giulia, store, status } = await bench();
  expect(await refusal(start(giulia))).toMatch(/refused: .*ask for it first/);
  await ask();
  expect(await refusal(start(giulia))).toMatch(/0 of 1 approvals/);
  await answer(as("anna", "manager"), "approve");
  expect(await status()).toBe("approved");
  const { runId } = await start(giulia);
  expect((await store.events(runId))[0]).toMatchObject({
    approval: {
      kind: "given",
      planHash: hash,
      manifest: { hash: signed, content: manifest },
      by: [{ person: "Panna" }],
    },
  });
});

test("never lets whoever asked approve, nor a person twice, nor whoever starts count as another", async () => {
  const { ask, answer, start, as, giulia } = await bench({ needed: 2 });
  await ask();
  expect(await refusal(answer(as("giulia", "manager"), "approve"))).toMatch(/not-allowed: .*another person/);
  await answer(as("anna", "manager"), "approve");
  expect(await refusal(answer(as("anna", "manager"), "approve"))).toMatch(/conflict: .*answered already/);
  expect(await refusal(start(giulia))).toMatch(/1 of 2 approvals/);
  await answer(as("marco", "manager"), "approve");
  expect(await refusal(start(as("marco", "operator")))).toMatch(/1 of 2 approvals/);
  expect(await start(giulia)).toMatchObject({ runId: "run-1" });
});

test.each(["viewer", "operator", "drill-operator", "administrator"] as const)("lets no %s approve", async (role) => {
  const { ask, answer, as } = await bench();
  await ask();
  expect(await refusal(answer(as("x", role), "approve"))).toMatch(/^not-allowed/);
});

test("ends with the first refusal, says its reason, and may be asked anew", async () => {
  const { ask, answer, start, as, giulia, status } = await bench({ needed: 2 });
  await ask();
  await answer(as("anna", "manager"), "refuse");
  expect(await refusal(start(giulia))).toMatch(/Panna refused to approve it: not tonight/);
  expect(await refusal(answer(as("marco", "manager"), "approve"))).toMatch(/^conflict/);
  await ask();
  expect(await status()).toBe("waiting");
});

test("asks for the approver's word that he has read it, for the hash he saw, and for a reason to refuse", async () => {
  const { ask, answer, as } = await bench();
  await ask();
  const anna = as("anna", "manager");
  expect(await refusal(answer(anna, "approve", { read: false }))).toMatch(/^bad-input/);
  expect(await refusal(answer(anna, "approve", { hash: "other" }))).toMatch(/^conflict/);
  const silent = {
    planId: "p1",
    planHash: hash,
    manifestHash: "",
    answer: "refuse",
    hasRead: false,
    reason: " ",
  } as const;
  expect(await refusal(answerApproval(anna, silent))).toMatch(/^bad-input/);
});

test("signs exactly the loss manifest on the approver's screen: another hash is a conflict, and the entry keeps person, time and hash", async () => {
  const { ask, answer, as, store } = await bench();
  await ask();
  const anna = as("anna", "manager");
  expect(await refusal(answer(anna, "approve", { manifest: "f".repeat(64) }))).toMatch(/^conflict: the loss manifest/);
  expect(await refusal(answer(anna, "approve", { manifest: "" }))).toMatch(/^conflict: the loss manifest/);
  await answer(anna, "approve");
  const [entry] = await store.entries(`pool:${pool.fqdn}`, ["approval-given"], 1);
  expect(entry).toMatchObject({ person: "Panna", at: expect.any(String), data: { manifestHash: signed } });
});

test("does not start a plan whose loss manifest was changed after it was signed", async () => {
  const { ask, answer, start, as, giulia, store, plan } = await bench();
  await ask();
  await answer(as("anna", "manager"), "approve");
  const changed = { ...plan("p1"), view: { ...plan("p1").view, manifest: { ...manifest, target: "elsewhere" } } };
  await store.savePlan(changed);
  expect(await refusal(start(giulia))).toMatch(/refused: the plan is not the one that was approved/);
});

test("asks who approves to say again who he is, when he signed in more than 15 minutes ago", async () => {
  const { ask, answer, as, clock } = await bench();
  await ask();
  const { console } = as("anna", "manager");
  const up = { ...console, audit: () => ({ standing: { kind: "up" } }) } as unknown as ServiceConsole;
  const anna = (minutes: number): ServiceContext => {
    const confirmedAt = new Date(clock.now().getTime() - minutes * 60_000).toISOString();
    return { actor: { id: "anna", name: "Anna", role: "manager", confirmedAt }, console: up };
  };
  expect(await refusal(answer(anna(16), "approve"))).toMatch(/^confirm-identity/);
  expect(await refusal(answer(anna(14), "approve"))).toBe("went through");
});

test("expires, also when it was given, and counts for no plan that was changed afterwards", async () => {
  const { ask, answer, start, as, giulia, clock, store, plan, status } = await bench({ lifeMinutes: 10 });
  await ask();
  await answer(as("anna", "manager"), "approve");
  await store.savePlan({ ...plan("p1"), pinned: JSON.stringify({ format: planFormat, steps: ["more"] }) });
  expect(await refusal(start(giulia))).toMatch(/not the one that was approved/);
  const loss = { fewest: "3", most: "90" };
  await store.savePlan({ ...plan("p1"), view: { ...plan("p1").view, loss } as StoredPlan["view"] });
  expect(await refusal(start(giulia))).toMatch(/not the one that was approved/);
  await store.savePlan(plan("p1"));
  clock.advance(11 * 60_000);
  expect(await status()).toBe("expired");
  expect(await refusal(start(giulia))).toMatch(/expired: ask again/);
});

test("is void as soon as a newer plan is made", async () => {
  const { ask, answer, start, as, giulia, store, status } = await bench();
  await ask();
  await answer(as("anna", "manager"), "approve");
  await store.recordEntry({
    stream: `pool:${pool.fqdn}`,
    kind: "approval-void",
    person: "Giulia",
    data: { planId: "p1", byPlanId: "p2" },
  });
  expect(await status()).toBe("void");
  expect(await refusal(start(giulia))).toMatch(/newer plan/);
  expect(await refusal(ask())).toMatch(/newer plan/);
  expect(await listApprovals(as("anna", "manager"))).toMatchObject([{ planId: "p1", voidBy: "p2" }]);
});

test("starts in an emergency only where the policy allows it, and marks the run for ever", async () => {
  const strict = await bench();
  expect(await refusal(strict.start(strict.giulia, "nobody answers"))).toMatch(
    /refused: .*lets no failover start without/,
  );
  const loose = await bench({ emergency: true });
  expect(await refusal(loose.start(loose.giulia))).toMatch(/ask for it first/);
  const { runId } = await loose.start(loose.giulia, "nobody answers the telephone");
  const approval = { kind: "emergency", reason: "nobody answers the telephone" };
  expect((await loose.store.events(runId))[0]).toMatchObject({ approval });
  expect(await listRuns(loose.as("v", "viewer"), { limit: 5 })).toMatchObject([{ emergency: approval.reason }]);
});

test("asks everybody by mail who may approve, and says what became of it", async () => {
  const { ask, giulia, store, clock } = await bench();
  await ask();
  const standing = () => getApproval(giulia, { id: "p1", procedure: "failover" });
  const mails = (await standing())?.mails ?? [];
  expect(mails.map(({ to, status }) => `${to.address} ${status}`)).toEqual([
    "anna@contoso.local waiting",
    "rita@contoso.local waiting",
  ]);
  expect(mails[0]?.facts).toMatchObject({ person: "Pgiulia", loss: "3 to 9", plan: hash.slice(0, 12) });
  const data = { mailId: mails[0]?.mailId, answer: "250 taken", isFinal: true };
  await store.recordEntry({ stream: `pool:${pool.fqdn}`, kind: "mail-sent", person: "console", data });
  clock.advance(31 * 60_000);
  const after = (await standing())?.mails?.map(({ status }) => status);
  expect(after).toEqual(["sent", "failed"]);
});

test("an emergency start rings, once, by mail too, until another person has acknowledged it", async () => {
  const { start, giulia, as } = await bench({ emergency: true });
  await start(giulia, "nobody answers");
  await start(giulia, "nobody answers");
  const [alert, ...more] = await listAlerts(giulia);
  expect(more).toEqual([]);
  expect(alert).toMatchObject({
    check: "emergency-start",
    state: "bad",
    facts: { person: "Pgiulia", reason: "nobody answers" },
    acknowledged: null,
    clearedAt: null,
  });
  const alertId = alert?.alertId ?? "";
  expect(await refusal(acknowledgeAlert(giulia, { alertId, comment: "fine" }))).toMatch(
    /^not-allowed: .*another person/,
  );
  await acknowledgeAlert(as("anna", "manager"), { alertId, comment: "I called her" });
  expect(await listAlerts(giulia)).toMatchObject([{ acknowledged: { by: "Panna" }, clearedAt: expect.any(String) }]);
  const [entry] = await giulia.console.store.entries(`pool:${pool.fqdn}`, ["alert-raised"], 5);
  expect(entry?.data.mails).toMatchObject([
    { to: { address: "anna@contoso.local" } },
    { to: { address: "rita@contoso.local" } },
  ]);
});

test("an approved start rings nowhere", async () => {
  const { ask, answer, start, giulia, as } = await bench({ emergency: true });
  await ask();
  await answer(as("anna", "manager"), "approve");
  await start(giulia);
  expect(await listAlerts(giulia)).toEqual([]);
});
