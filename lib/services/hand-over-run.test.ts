import { expect, test } from "vitest";
import type { Role } from "#lib/domain/actor.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { Decision, RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import { abort, retry } from "#lib/domain/steps/choices.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { pauseRun } from "./control-run.ts";
import { decide } from "./decide.ts";
import { answerTakeOver, offerRun, takeOverRun, withdrawOffer } from "./hand-over-run.ts";

const decision: Decision = {
  id: "set-pool-state:1",
  kind: "act-failed",
  stepId: "set-pool-state",
  actId: "set-pool-state",
  facts: {},
  choices: [retry, abort],
  suggested: "retry",
};

/** A run of Giulia's that waits for an answer; `personId` null: its journal is older than owners are. */
function running(personId: string | null = "giulia") {
  const events: RunEvent[] = [];
  let nowMs = Date.parse("2026-11-21T03:00:00Z");
  const add = (body: RunEventBody) =>
    void events.push({ ...body, v: 1, runId: "r1", number: events.length + 1, at: new Date(nowMs).toISOString() });
  const started = { planId: "p", planHash: "h", procedure: "failover", reason: "", person: "Giulia Ferri" };
  add({ kind: "run-started", ...started, ...(personId === null ? {} : { personId }) });
  add({ kind: "decision-asked", decision });
  const console = {
    pool: { sites: { home: "Milano", other: "Torino" } },
    ports: { clock: { now: () => new Date(nowMs) } },
    store: {
      run: async (id: string) => (id === "r1" ? { id, label: "R-0001" } : null),
      events: async () => events,
      append: async (_: string, __: null, body: RunEventBody) => add(body),
    },
  } as unknown as ServiceConsole;
  const as = (id: string, name: string, role: Role = "operator"): ServiceContext => ({
    actor: { id, name, role },
    console,
  });
  return {
    giulia: as("giulia", "Giulia Ferri"),
    marco: as("marco", "Marco Conti"),
    paolo: as("paolo", "Paolo Neri"),
    pass: (ms: number) => {
      nowMs += ms;
    },
    owner: () => foldRun(events).owner.name,
    last: () => events.at(-1),
    add,
  };
}

const at = (reason = "") => ({ runId: "r1", reason });
const answer = { runId: "r1", decisionId: decision.id, choice: "retry", reason: "", typedName: "", attestations: [] };
const refusal = (doing: Promise<void>) =>
  doing.then(
    () => "went on",
    (e: unknown) => `${(e as { code: string }).code}: ${(e as Error).message}`,
  );

test("answers questions and controls the run for its owner alone, and names him to others", async () => {
  const run = running();
  expect(await refusal(decide(run.marco, answer))).toBe(
    "refused: Giulia Ferri owns this run; take it over first, on its page",
  );
  expect(await refusal(pauseRun(run.marco, at("wait")))).toMatch(/^refused: Giulia Ferri/);
  await decide(run.giulia, answer);
  expect(run.last()).toMatchObject({ kind: "decision-taken", person: "Giulia Ferri" });
});

test("gives an offered run to the first who takes it, at once, and the former owner has no say any more", async () => {
  const run = running();
  await offerRun(run.giulia, at("my shift ends"));
  await takeOverRun(run.marco, at());
  expect(run.owner()).toBe("Marco Conti");
  expect(run.last()).toMatchObject({ kind: "owner-changed", how: "offered" });
  expect(await refusal(decide(run.giulia, answer))).toMatch(/^refused: Marco Conti/);
  await decide(run.marco, answer);
});

test("keeps a run whose offer was taken back", async () => {
  const run = running();
  await offerRun(run.giulia, at());
  await withdrawOffer(run.giulia, at());
  await takeOverRun(run.marco, at("I am here"));
  expect(run.owner()).toBe("Giulia Ferri");
  expect(run.last()).toMatchObject({ kind: "take-over-asked" });
});

test("lets the owner refuse for a minute, and gives the run to who asked when nobody answers", async () => {
  const run = running();
  expect(await refusal(takeOverRun(run.marco, at(" ")))).toBe("bad-input: taking a run over needs a reason");
  await takeOverRun(run.marco, at("Giulia does not answer the phone"));
  run.pass(59_000);
  expect(await refusal(takeOverRun(run.marco, at()))).toBe("conflict: Giulia Ferri may still refuse, for 1 s");
  expect(run.owner()).toBe("Giulia Ferri");
  run.pass(1_000);
  await takeOverRun(run.marco, at());
  expect(run.owner()).toBe("Marco Conti");
  expect(run.last()).toMatchObject({ kind: "owner-changed", how: "no-answer" });
});

test.each([
  ["agree", "Marco Conti"],
  ["refuse", "Giulia Ferri"],
] as const)("does as the owner says who answers to %s", async (word, owner) => {
  const run = running();
  await takeOverRun(run.marco, at("my shift begins"));
  expect(await refusal(answerTakeOver(run.marco, { ...at(), answer: word }))).toMatch(/^refused: Giulia/);
  if (word === "refuse")
    expect(await refusal(answerTakeOver(run.giulia, { ...at(), answer: word }))).toBe(
      "bad-input: refusing needs a reason",
    );
  await answerTakeOver(run.giulia, { ...at("in the middle of it"), answer: word });
  expect(run.owner()).toBe(owner);
  run.pass(120_000);
  if (word === "refuse")
    expect(await refusal(answerTakeOver(run.giulia, { ...at(), answer: "agree" }))).toMatch("nobody asks");
});

test("has one owner when two take an offered run at the same moment, or the owner refuses in the moment it is taken", async () => {
  const twice = running();
  await offerRun(twice.giulia, at());
  await takeOverRun(twice.marco, at());
  twice.add({ kind: "owner-changed", person: "Paolo Neri", personId: "paolo", how: "offered" });
  expect(twice.owner()).toBe("Marco Conti");

  const refused = running();
  await takeOverRun(refused.marco, at("mine"));
  await answerTakeOver(refused.giulia, { ...at("no"), answer: "refuse" });
  refused.pass(61_000);
  refused.add({ kind: "owner-changed", person: "Marco Conti", personId: "marco", how: "no-answer" });
  expect(refused.owner()).toBe("Giulia Ferri");
});

test("hears one who asks at a time", async () => {
  const run = running();
  await takeOverRun(run.marco, at("mine"));
  expect(await refusal(takeOverRun(run.paolo, at("mine")))).toMatch(/^conflict: Marco Conti asks/);
  expect(await refusal(offerRun(run.giulia, at()))).toMatch(/^conflict: Marco Conti asks/);
});

test("has no owner to change once the run has ended", async () => {
  const run = running();
  run.add({ kind: "run-finished", outcome: "aborted", detail: "prepare" });
  expect(await refusal(takeOverRun(run.marco, at("late")))).toMatch(/^conflict: this run has ended/);
});

test("knows the owner of an older journal by name", async () => {
  const run = running(null);
  await decide(run.giulia, answer);
  expect(await refusal(pauseRun(run.marco, at()))).toMatch(/^refused: Giulia Ferri/);
});
