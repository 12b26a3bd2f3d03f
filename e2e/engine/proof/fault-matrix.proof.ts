// Every act of a run meets a fault once, at the wire; what the run says at its end is compared with the lab's truth.
import { expect, test } from "vitest";
import { openBench } from "#e2e/engine/bench.ts";
import { fullRestore, logSwap } from "#e2e/engine/failback-acts.ts";
import {
  expectHome,
  failedOver,
  homeChatIsBack,
  lastIds,
  otherA,
  planUntilStartable,
} from "#e2e/engine/failback-story.ts";
import { homeLostWithWorkForAll } from "#e2e/engine/home-lost.ts";
import { failoverActs, mirrorFailoverAct, sentAgain } from "#e2e/engine/kill-story.ts";
import { until } from "#e2e/engine/processes.ts";
import { ruleSevenProblems } from "#e2e/engine/rule-seven.ts";
import { notStruck, strikesAt, takesEffect, toTheEndStruck } from "#e2e/engine/strike-story.ts";
import { strikeHows } from "#lab/wire-strikes.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";

/** Acts that may go out again although they came to their effect: they leave nothing that lasts. */
const again = ["send-test-message", "check-home-pages", "verify-full", "verify-reseed"];
const twice = (events: readonly RunEvent[]) => sentAgain(events).filter((id) => !again.includes(id));

const isDeletingSecondary = (e: RunEvent) => e.kind === "act-intended" && e.actId.startsWith("delete-secondary");

test.each(strikeHows)("failover: every act is %s once", { timeout: 900_000 }, async (how) => {
  const bench = await openBench();
  try {
    const { lab, console } = bench;
    const { putBack } = await homeLostWithWorkForAll(bench);
    const plan = await console.plan("failover", "users-first");
    const acts = Object.values(failoverActs);
    await lab.strike(strikesAt(acts, how));
    const runId = await console.start(plan);
    // With the jobs' last run behind it, only the console itself can apply what comes to light now.
    const begun = async () => ((await console.events(runId)).some(isDeletingSecondary) ? true : null);
    const backInSight = until("the end of log shipping", begun, 300_000).then(putBack);
    await toTheEndStruck(bench, runId, how);
    await backInSight;
    const [run, events, truth] = [await console.run(runId), await console.events(runId), await lab.truth()];
    expect(run.status).toBe("succeeded");
    expect(await notStruck(bench, acts)).toEqual([]);
    if (takesEffect(how)) expect(twice(events)).toEqual([]);
    const wire = (await lab.wire()).filter((e) => e.text !== "Stop-CsWindowsService");
    expect(ruleSevenProblems({ runId, events, wire, pinned: await console.pinned(plan.id) })).toEqual([]);
    expect(truth.writable).toEqual([otherA]);
    expect(run.loss?.most).not.toBeNull();
    expect(truth.lost).toBeGreaterThanOrEqual(Number(run.loss?.fewest));
    expect(truth.lost).toBeLessThanOrEqual(Number(run.loss?.most));
  } finally {
    await bench.close();
  }
});

test.each(strikeHows)("mirror failover: its act is %s once", { timeout: 300_000 }, async (how) => {
  const bench = await openBench();
  try {
    const { lab, console } = bench;
    const plan = await console.plan("mirror-failover");
    await lab.strike(strikesAt([mirrorFailoverAct], how));
    const runId = await console.start(plan);
    await toTheEndStruck(bench, runId, how);
    expect((await console.run(runId)).status).toBe("succeeded");
    expect(await notStruck(bench, [mirrorFailoverAct])).toEqual([]);
    if (takesEffect(how)) expect(twice(await console.events(runId))).toEqual([]);
    expect((await lab.truth()).writable).toEqual(["sqlmi02\\PCHAT"]);
  } finally {
    await bench.close();
  }
});

const failbacks = (["full-restore", "log-swap"] as const).flatMap((way) => strikeHows.map((how) => ({ way, how })));
test.each(failbacks)("failback by $way: every act is $how once", { timeout: 1_500_000 }, async ({ way, how }) => {
  const bench = await openBench();
  try {
    await failedOver(bench);
    await homeChatIsBack(bench);
    const plan = await planUntilStartable(bench, { procedure: "failback", order: "state-first", way });
    const had = await lastIds(bench, otherA);
    const acts = way === "full-restore" ? fullRestore : logSwap;
    await bench.lab.strike(strikesAt(acts, how));
    const runId = await bench.console.start(plan);
    await toTheEndStruck(bench, runId, how);
    expect(await notStruck(bench, acts)).toEqual([]);
    if (takesEffect(how)) expect(twice(await bench.console.events(runId))).toEqual([]);
    await expectHome(bench, { runId, planId: plan.id, ended: await bench.console.run(runId), had });
  } finally {
    await bench.close();
  }
});
