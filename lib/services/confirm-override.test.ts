import { expect, test } from "vitest";
import type { Role } from "#lib/domain/actor.ts";
import type { Choice, Decision, RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import * as choices from "#lib/domain/steps/choices.ts";
import { type ConfirmOverrideInput, confirmOverride } from "./confirm-override.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { decide } from "./decide.ts";

const { abort, override, retry } = choices;
const decision: Decision = {
  id: "bring-online:1",
  kind: "home-still-answers",
  stepId: "bring-online",
  actId: "bring-online",
  facts: { sqlmi01: "writable: mgc is ONLINE" },
  choices: [retry, override, abort],
  suggested: null,
};
const start = Date.parse("2026-11-21T03:00:00Z");

/** A run that asks about rule 1, and the people around it. */
function waitingRun(facts: Decision["facts"] = decision.facts, offered = decision.choices) {
  const events: RunEvent[] = [];
  let nowMs = start;
  const add = (body: RunEventBody) =>
    void events.push({ ...body, v: 1, runId: "r1", number: events.length + 1, at: new Date(nowMs).toISOString() });
  add({
    kind: "run-started",
    planId: "p",
    planHash: "h",
    procedure: "failover",
    reason: "",
    person: "P1",
    personId: "1",
  });
  add({ kind: "decision-asked", decision: { ...decision, facts, choices: offered } });
  const console = {
    pool: { sites: { home: "Milano", other: "Torino" } },
    ports: { clock: { now: () => new Date(nowMs) } },
    audit: () => ({ standing: { kind: "up" } }),
    store: { events: async () => events, append: async (_: string, __: null, body: RunEventBody) => add(body) },
  } as unknown as ServiceConsole;
  const as = (id: string, role: Role = "operator", confirmedAt?: string): ServiceContext => ({
    actor: { id, name: `P${id}`, role, ...(confirmedAt === undefined ? {} : { confirmedAt }) },
    console,
  });
  const propose = (ctx: ServiceContext, reason = "users first") =>
    decide(ctx, { runId: "r1", decisionId: decision.id, choice: "override", reason, typedName: "", attestations: [] });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const minutesAgo = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();
  return { as, minutesAgo, propose, pass, kinds: () => events.map((e) => e.kind).slice(2), events };
}

const yes: ConfirmOverrideInput = {
  runId: "r1",
  decisionId: decision.id,
  answer: "confirm",
  typedName: "torino",
  reason: "",
};
const refusal = (doing: Promise<void>) =>
  doing.then(
    () => null,
    (e: unknown) => e as { readonly code: string; readonly message: string },
  );

test("takes one operator's word as a proposal only: the decision stays open", async () => {
  const run = waitingRun();
  await run.propose(run.as("1"));
  expect(run.kinds()).toEqual(["override-proposed"]);
});

test("refuses a proposal without a reason", async () => {
  const run = waitingRun();
  expect(await refusal(run.propose(run.as("1"), " "))).toMatchObject({ code: "bad-input" });
});

test("refuses a second proposal while one waits", async () => {
  const run = waitingRun();
  await run.propose(run.as("1"));
  const again = await refusal(run.propose(run.as("1")));
  expect(again?.code).toBe("conflict");
  expect(again?.message).toMatch(/P1/);
});

test.each(["operator", "manager"] as const)("lets another %s confirm, with name and time", async (role) => {
  const run = waitingRun();
  await run.propose(run.as("1"));
  await confirmOverride(run.as("2", role), yes);
  expect(run.events.at(-1)).toMatchObject({ kind: "override-confirmed", person: "P2", personId: "2" });
});

test("refuses the person who proposed it, and says why", async () => {
  const run = waitingRun();
  await run.propose(run.as("1"));
  const no = await refusal(confirmOverride(run.as("1"), yes));
  expect(no?.code).toBe("not-allowed");
  expect(no?.message).toMatch(/another person/);
  expect(run.kinds()).toEqual(["override-proposed"]);
});

test.each(["viewer", "drill-operator", "administrator"] as const)("refuses a %s", async (role) => {
  const run = waitingRun();
  await run.propose(run.as("1"));
  expect(await refusal(confirmOverride(run.as("2", role), yes))).toMatchObject({ code: "not-allowed" });
});

test("refuses another site's name, and a refusal without a reason", async () => {
  const run = waitingRun();
  await run.propose(run.as("1"));
  expect(await refusal(confirmOverride(run.as("2"), { ...yes, typedName: "Milano" }))).toMatchObject({
    code: "bad-input",
  });
  expect(await refusal(confirmOverride(run.as("2"), { ...yes, answer: "refuse" }))).toMatchObject({
    code: "bad-input",
  });
});

test("asks for the site that the decision names: in a failback home's copy becomes writable", async () => {
  const run = waitingRun({ ...decision.facts, site: "Milano" });
  await run.propose(run.as("1"));
  const no = await refusal(confirmOverride(run.as("2"), yes));
  expect(no).toMatchObject({ code: "bad-input", message: expect.stringMatching(/Milano/) });
  await confirmOverride(run.as("2"), { ...yes, typedName: "milano" });
  expect(run.kinds()).toEqual(["override-proposed", "override-confirmed"]);
});

test("refuses when nobody proposed, when it was refused before, and after 15 minutes", async () => {
  const run = waitingRun();
  expect(await refusal(confirmOverride(run.as("2"), yes))).toMatchObject({ code: "conflict" });
  await run.propose(run.as("1"));
  await confirmOverride(run.as("2"), { ...yes, answer: "refuse", reason: "no" });
  expect(await refusal(confirmOverride(run.as("2"), yes))).toMatchObject({ code: "conflict" });
  await run.propose(run.as("1"));
  run.pass(15 * 60_000 + 1);
  expect(await refusal(confirmOverride(run.as("2"), yes))).toMatchObject({ code: "conflict" });
});

test("refuses when the decision was answered in another way", async () => {
  const run = waitingRun();
  await run.propose(run.as("1"));
  await decide(run.as("1"), {
    runId: "r1",
    decisionId: decision.id,
    choice: "abort",
    reason: "called off",
    typedName: "",
    attestations: [],
  });
  expect(await refusal(confirmOverride(run.as("2"), yes))).toMatchObject({ code: "conflict" });
});

test("asks both people to say again who they are, when they signed in more than 15 minutes ago", async () => {
  const { as, minutesAgo, propose, kinds } = waitingRun();
  const [old, fresh] = [minutesAgo(16), minutesAgo(14)];
  expect(await refusal(propose(as("1", "operator", old)))).toMatchObject({ code: "confirm-identity" });
  await propose(as("1", "operator", fresh));
  expect(await refusal(confirmOverride(as("2", "manager", old), yes))).toMatchObject({ code: "confirm-identity" });
  expect(kinds()).toEqual(["override-proposed"]);
  await confirmOverride(as("2", "manager", old), { ...yes, answer: "refuse", reason: "no" });
  await propose(as("1", "operator", fresh));
  await confirmOverride(as("2", "manager", fresh), yes);
  expect(kinds().at(-1)).toBe("override-confirmed");
});

test("every choice that cannot be undone asks so, and no other does", async () => {
  const all = Object.values(choices).filter((one): one is Choice => typeof one === "object" && "undo" in one);
  expect(all.filter(({ undo }) => undo === "no").map(({ id }) => id)).toEqual(
    expect.arrayContaining(["confirm", "confirm-restore", "confirm-reseed", "override"]),
  );
  for (const choice of all) {
    const run = waitingRun({}, [choice]);
    const answered = await refusal(
      decide(run.as("1", "operator", run.minutesAgo(16)), {
        runId: "r1",
        decisionId: decision.id,
        choice: choice.id,
        reason: "r",
        typedName: "Torino",
        attestations: [],
      }),
    );
    expect(answered?.code, choice.id).toBe(choice.undo === "no" ? "confirm-identity" : undefined);
  }
});
