import { isAppError, isStepError } from "#lib/domain/errors.ts";
import type { OutputLine } from "#lib/domain/ports.ts";
import type { ActError, Choice, DecisionKind, Observed } from "#lib/domain/run/journal.ts";
import type { ActState, TakenDecision } from "#lib/domain/run/run-state.ts";
import { abort, retry, skip, takeAsDone } from "#lib/domain/steps/choices.ts";
import type { Act, LiveContext, Step } from "#lib/domain/steps/step.ts";
import { collectOutput } from "./collect-output.ts";
import { RunStop } from "./engine-deps.ts";
import type { RunJournal } from "./run-journal.ts";

/** What one act needs from the runner. */
export type ActRun = {
  readonly journal: RunJournal;
  readonly step: Step;
  readonly context: (actId: string, onOutput: (line: OutputLine) => void) => LiveContext;
};

const silent = () => undefined;

/**
 * Brings one act to done or skipped: observe, journal the intent, perform, journal the result, observe again. An unknown
 * effect is observed after the past is quiet; only a repeatable act is sent again by itself. Returns also when a person
 * chose another way (search again): the caller asks the step anew.
 */
export async function runAct(run: ActRun, act: Act): Promise<void> {
  const before = run.journal.state().acts.get(act.id);
  if (before?.status === "failed" && !answeredSince(run, before)) return void (await afterFailure(run, act, before));
  if (before?.status === "unknown" || (before?.status === "intended" && before.attempts > 0)) {
    const settled = await settleUnknown(run, act);
    if (settled !== "not-started") return;
    return perform(run, act);
  }
  if (act.command !== null) {
    const seen = await look(run, act, "before");
    if (seen.state === "done") return foundDone(run, act, seen);
    if (seen.state === "running") return run.journal.pause();
    if (seen.state === "unknown") {
      await askAbout(run, act, "effect-unknown", seen.facts, [retry, abort]);
      return;
    }
  }
  return perform(run, act);
}

function answeredSince(run: ActRun, act: ActState): boolean {
  const last = run.journal
    .state()
    .taken.filter((t) => t.decision.actId === act.id)
    .at(-1);
  return last !== undefined && act.finishedAt !== null && last.at >= act.finishedAt;
}

async function perform(run: ActRun, act: Act): Promise<void> {
  await run.journal.gate();
  if (act.guard) {
    const finding = await act.guard.look(run.context(act.id, silent));
    await run.journal.append({ kind: "check-recorded", stepId: run.step.id, phase: "precheck", finding });
    if (finding.verdict !== "pass") {
      await askAbout(run, act, "home-still-answers", finding.facts, [{ ...retry, needs: ["attestation"] }, abort]);
      return;
    }
  }
  const attempt = (run.journal.state().acts.get(act.id)?.attempts ?? 0) + 1;
  await run.journal.append({ kind: "act-intended", stepId: run.step.id, actId: act.id, attempt, command: act.command });
  run.journal.assertFresh();
  const output = collectOutput(run, act);
  try {
    const outcome = await act.perform(run.context(act.id, output.add));
    await output.end();
    await run.journal.append({ kind: "act-succeeded", stepId: run.step.id, actId: act.id, ...outcome });
  } catch (e) {
    await output.end();
    if (e instanceof RunStop) throw e;
    await run.journal.append({ kind: "act-failed", stepId: run.step.id, actId: act.id, error: errorOf(e, act) });
    const failed = run.journal.state().acts.get(act.id);
    if (failed?.status === "failed") await afterFailure(run, act, failed);
    return;
  }
  if (act.command !== null) await look(run, act, "after");
}

/** Nothing changed: a person retries, leaves it out where it has a price, or ends the run. */
async function afterFailure(run: ActRun, act: Act, failed: ActState): Promise<TakenDecision> {
  const numbers = failed.error?.causes.map((c) => c.number) ?? [];
  const kind: DecisionKind = numbers.some((n) => n === 32054 || n === 32055 || n === 7202)
    ? "monitor-dead"
    : "act-failed";
  const choices = [retry, ...(act.onFailure ?? []), ...(act.skip ? [skip] : []), abort];
  const cause = failed.error?.causes[0];
  return askAbout(
    run,
    act,
    kind,
    {
      target: act.target,
      error: failed.error?.message ?? "",
      ...(cause ? { cause: cause.message, number: String(cause.number ?? cause.errorId ?? "") } : {}),
      ...(act.skip ? { price: act.skip } : {}),
    },
    choices,
  );
}

/** Something is done that this run did not intend: fine where it can be undone, else a person says whether it counts. */
async function foundDone(run: ActRun, act: Act, seen: Observed): Promise<void> {
  if (run.step.way === "cannot-be-undone") {
    await askAbout(run, act, "found-done", seen.facts, [takeAsDone, abort]);
    return;
  }
  await run.journal.append({
    kind: "act-succeeded",
    stepId: run.step.id,
    actId: act.id,
    result: { foundDone: true, ...seen.facts },
    sessionId: null,
    serverUtc: null,
  });
}

/** Waits until what was started is quiet, looks, and says where the act stands. A person is asked when nothing can tell. */
export async function settleUnknown(run: ActRun, act: Act): Promise<"done" | "not-started" | "asked"> {
  if (act.command === null) return "not-started";
  const context = run.context(act.id, silent);
  if (act.command.kind === "sql") {
    for (
      let quiet = await context.ports.sql.quiet(act.target);
      quiet.kind === "busy";
      quiet = await context.ports.sql.quiet(act.target)
    ) {
      const facts = {
        session: String(quiet.sessionId),
        program: quiet.program,
        command: quiet.command,
        percent: quiet.percent === null ? "not known" : String(quiet.percent),
      };
      await run.journal.append({
        kind: "act-observed",
        stepId: run.step.id,
        actId: act.id,
        when: "resume",
        observed: { state: "running", facts },
      });
      await run.journal.pause();
    }
  }
  const seen = await look(run, act, "resume");
  if (seen.state === "done") return "done";
  if (seen.state === "not-started") {
    const known = run.journal.state().acts.get(act.id);
    // Sent again by itself once; a second failure is a person's matter.
    if (known === undefined || (act.repeatable && known.attempts < 2) || answeredSince(run, known))
      return "not-started";
    if (act.repeatable) {
      const taken = await afterFailure(run, act, known);
      return taken.choice === "retry" ? "not-started" : "asked";
    }
  }
  if (seen.state === "running") {
    await run.journal.pause();
    return "asked";
  }
  const taken = await askAbout(run, act, "effect-unknown", seen.facts, [retry, takeAsDone, abort]);
  return taken.choice === "retry" && seen.state === "not-started" ? "not-started" : "asked";
}

async function look(run: ActRun, act: Act, when: "before" | "after" | "resume"): Promise<Observed> {
  let seen: Observed;
  try {
    seen = await act.observe(run.context(act.id, silent));
  } catch (e) {
    seen = { state: "unknown", facts: { error: e instanceof Error ? e.message : String(e) } };
  }
  await run.journal.append({ kind: "act-observed", stepId: run.step.id, actId: act.id, when, observed: seen });
  return seen;
}

async function askAbout(
  run: ActRun,
  act: Act,
  kind: DecisionKind,
  facts: Readonly<Record<string, string>>,
  choices: readonly Choice[],
) {
  const { open, taken } = run.journal.state();
  const waiting = open.find((o) => o.decision.actId === act.id);
  const id = waiting?.decision.id ?? `${act.id}:${taken.filter((t) => t.decision.actId === act.id).length + 1}`;
  const decision = waiting?.decision ?? {
    id,
    kind,
    stepId: run.step.id,
    actId: act.id,
    facts: { ...facts, act: act.id },
    choices,
    suggested: null,
  };
  return run.journal.ask(decision);
}

/** An error that says nothing of its effect changed nothing only if the act merely reads. */
function errorOf(e: unknown, act: Act): ActError {
  const message = e instanceof Error ? e.message : String(e);
  if (isStepError(e))
    return { code: e.code, message, effect: act.command === null ? "none" : e.effect, causes: e.causes };
  return {
    code: isAppError(e) ? e.code : "internal",
    message,
    effect: act.command === null ? "none" : "unknown",
    causes: [],
  };
}
