import { expect, test } from "vitest";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import { statusAfter, statusOf } from "#lib/domain/run/status-of.ts";
import { ended, transitions } from "#lib/domain/run/transitions.ts";
import type { RunMove, RunStatus } from "#lib/domain/views/run-view.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import { memoryStore } from "#lib/engine/testing/memory-store.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { abortRun, pauseRun, pauseRunAfterStage, resumeRun } from "./control-run.ts";

const said = { person: "Giulia Ferri", reason: "as agreed" };
const question: RunEventBody = {
  kind: "decision-asked",
  decision: { id: "q", kind: "act-failed", stepId: "prepare", actId: null, facts: {}, choices: [], suggested: null },
};
const pausing: RunEventBody = { kind: "pause-requested", ...said, holdAt: "act" };
const ending = (outcome: Extract<RunEventBody, { kind: "run-finished" }>["outcome"]): readonly RunEventBody[] => [
  { kind: "run-finished", outcome, detail: "" },
];

/** What a journal says when a run is in each state. */
const journals: Readonly<Record<RunStatus, readonly RunEventBody[]>> = {
  running: [],
  pausing: [pausing],
  paused: [pausing, { kind: "paused" }],
  "waiting-for-decision": [question],
  interrupted: [{ kind: "interrupted", detail: "" }],
  aborting: [{ kind: "abort-requested", ...said }],
  aborted: ending("aborted"),
  succeeded: ending("succeeded"),
  "succeeded-service-not-proven": ending("succeeded-service-not-proven"),
  failed: ending("failed"),
};
const verbs = { pause: pauseRun, "pause-after-stage": pauseRunAfterStage, resume: resumeRun, abort: abortRun };
type Verb = keyof typeof verbs;
/** Beside a question the other lanes may be paused and let go on (lib/domain/run/status-of.ts). */
const beside: Readonly<Partial<Record<RunStatus, readonly RunMove[]>>> = { "waiting-for-decision": ["pause"] };

const cases = (Object.keys(journals) as RunStatus[]).flatMap((status) =>
  (Object.keys(verbs) as Verb[]).map((verb) => {
    const isLegal = [...transitions[status], ...(beside[status] ?? [])].includes(verb);
    return [verb, status, isLegal ? "goes through" : "is refused"] as const;
  }),
);

test.each(cases)("%s of a run that is %s %s, as the table of moves says", async (verb, status, expected) => {
  const clock = quickClock();
  const store = memoryStore(clock);
  const started = { planId: "p1", procedure: "failover", reason: "INC-1" } as const;
  const { id: runId } = await store.createRun(
    { ...started, poolFqdn: pool.fqdn, startedBy: said.person },
    { ...started, kind: "run-started", planHash: "h", person: said.person, personId: "giulia" },
  );
  for (const body of journals[status]) {
    const next = statusAfter(foldRun(await store.events(runId)), body);
    await store.append(runId, null, body, next ? { status: next } : {});
  }
  expect(statusOf(foldRun(await store.events(runId)))).toBe(status);
  const before = (await store.events(runId)).length;
  const actor = { id: "giulia", name: said.person, role: "operator" } as const;
  const ctx: ServiceContext = { actor, console: { pool, store, ports: { clock } } as unknown as ServiceConsole };
  const went = await verbs[verb](ctx, { runId, reason: "as agreed" }).then(
    () => "goes through",
    (e: unknown) => ((e as { code: string }).code === "conflict" ? "is refused" : String(e)),
  );
  expect(went).toBe(expected);
  expect((await store.events(runId)).length).toBe(before + (expected === "goes through" ? 1 : 0));
});

test("no run leaves a state in which it has ended", () => {
  expect(ended.flatMap((status) => transitions[status])).toEqual([]);
});
