import { expect, test } from "vitest";
import type { Actor, Role } from "#lib/domain/actor.ts";
import type { Person } from "#lib/domain/people/people-port.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { statusOf } from "#lib/domain/run/status-of.ts";
import { abort } from "#lib/domain/steps/choices.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import { memoryStore } from "#lib/engine/testing/memory-store.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import { changePerson } from "./change-person.ts";
import { confirmIdentity } from "./confirm-identity.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { resumeRun } from "./control-run.ts";
import { decide } from "./decide.ts";
import { takeOverRun } from "./hand-over-run.ts";

/** A run that Giulia started, and people whose role the test changes. */
async function bench() {
  const clock = quickClock();
  const store = memoryStore(clock);
  const started = {
    planId: "p",
    planHash: "h",
    procedure: "failover",
    reason: "r",
    person: "Giulia",
    personId: "giulia",
  };
  const run = await store.createRun(
    { poolFqdn: pool.fqdn, procedure: "failover", planId: "p", reason: "r", startedBy: "Giulia" },
    { kind: "run-started", ...started },
  );
  const confirmed: string[] = [];
  let person = { id: "giulia", name: "Giulia", role: "operator", disabled: false } as Person;
  const people = {
    change: async (_: string, to: Partial<Person>) => {
      const before = person;
      person = { ...person, ...to };
      return { before, after: person };
    },
    confirm: async (sessionId: string) => void confirmed.push(sessionId),
  };
  const audit = { standing: { kind: "up" }, check: { kind: "checking" } };
  const console = {
    pool,
    ports: { clock },
    store,
    people,
    audit: () => audit,
    passwords: { isRight: async (id: string, password: string) => password === `of ${id}` },
  } as unknown as ServiceConsole;
  const as = (id: string, role: Role, more: Partial<Actor> = {}): ServiceContext => ({
    actor: { id, name: id, role, ...more },
    console,
  });
  const status = async () => statusOf(foldRun(await store.events(run.id)));
  return { as, run, status, store, clock, audit, confirmed, luca: as("luca", "administrator") };
}

test.each([{ role: "viewer" as const }, { disabled: true }])(
  "a run whose owner loses his right (%o) goes on to its next safe stop and waits for a new owner",
  async (to) => {
    const { as, luca, run, status, store } = await bench();
    await changePerson(luca, { id: "giulia", ...to });
    expect(await status()).toBe("pausing");
    expect((await store.events(run.id)).slice(-2)).toMatchObject([
      { kind: "hand-over-offered", personId: "giulia" },
      { kind: "pause-requested", person: "console" },
    ]);
    await store.append(run.id, null, { kind: "paused" }, { status: "paused" });
    await takeOverRun(as("marco", "operator"), { runId: run.id, reason: "" });
    await resumeRun(as("marco", "operator"), { runId: run.id, reason: "I take it" });
    expect(await status()).toBe("running");
    // It is Marco's now: what happens to Giulia does not stop it again.
    await changePerson(luca, { id: "giulia", disabled: true });
    expect(await status()).toBe("running");
  },
);

test("a run goes on when its owner may still control runs, and when somebody else loses a right", async () => {
  const { luca, status } = await bench();
  await changePerson(luca, { id: "giulia", role: "operator" });
  expect(await status()).toBe("running");
});

test("what cannot be taken back asks who it is when the sign-in lies more than 15 minutes back", async () => {
  const { as, run, store, clock, audit, confirmed } = await bench();
  const choice = { ...abort, id: "go", undo: "no" as const, needs: ["typed-site" as const] };
  const decision = {
    id: "d",
    kind: "point-of-no-return",
    stepId: "s",
    actId: null,
    facts: {},
    suggested: null,
  } as const;
  await store.append(run.id, null, { kind: "decision-asked", decision: { ...decision, choices: [choice, abort] } });
  const answer = (ctx: ServiceContext, word = "go") =>
    decide(ctx, {
      runId: run.id,
      decisionId: "d",
      choice: word,
      reason: "r",
      typedName: pool.sites.other,
      attestations: [],
    }).then(
      () => "taken",
      (e: unknown) => (e as { code: string }).code,
    );
  const signedInAt = clock.now().toISOString();
  clock.advance(16 * 60_000);
  const giulia = as("giulia", "operator", { confirmedAt: signedInAt, sessionId: "s1" });
  expect(await answer(giulia)).toBe("confirm-identity");
  await expect(confirmIdentity(giulia, { password: "wrong" })).rejects.toMatchObject({ code: "bad-input" });
  expect(confirmed).toEqual([]);
  const { at } = await confirmIdentity(giulia, { password: "of giulia" });
  expect(confirmed).toEqual(["s1"]);
  audit.standing.kind = "down";
  expect(await answer(as("giulia", "operator", { confirmedAt: null }))).toBe("taken");
  audit.standing.kind = "up";
  expect(await answer(as("giulia", "operator", { confirmedAt: at }))).toBe("conflict");
});
