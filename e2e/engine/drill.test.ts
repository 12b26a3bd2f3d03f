import { expect, test } from "vitest";
import { type Bench, openBench } from "./bench.ts";
import { homeA, otherA, planUntilStartable } from "./failback-story.ts";
import { until } from "./processes.ts";
import { ruleSevenProblems } from "./rule-seven.ts";

async function inPool(story: (bench: Bench) => Promise<void>): Promise<void> {
  const bench = await openBench();
  try {
    await bench.sampled(1);
    await story(bench);
  } finally {
    await bench.close();
  }
}

const start = async ({ console }: Bench, planId: string) =>
  (
    await console.call<{ runId: string }>(
      "startRun",
      { planId, reason: "monthly drill", typedName: "Torino" },
      "driller",
    )
  ).runId;
const databases = async ({ lab }: Bench) => (await lab.truth()).instances[otherA]?.databases ?? [];

test.concurrent(
  "a drill operator has the newest backups restored, compared and checked; nothing of it is left, and mgc was not touched",
  { timeout: 240_000 },
  () =>
    inPool(async (bench) => {
      const { lab, console } = bench;
      const plan = await planUntilStartable(bench, { procedure: "drill" });
      const before = await databases(bench);
      const runId = await start(bench, plan.id);
      const ended = await console.untilEnded(runId);
      expect(ended).toMatchObject({ status: "succeeded", startedBy: "Paolo Neri" });
      const findings = Object.fromEntries(ended.steps.flatMap((s) => s.findings).map((f) => [f.checkId, f]));
      expect(findings["drill-copy-reads"]).toMatchObject({ verdict: "pass" });
      expect(Number(findings["drill-copy-reads"]?.facts["log backups applied"])).toBeGreaterThan(0);
      expect(findings["drill-leftovers-gone"]).toMatchObject({ verdict: "pass" });
      const truth = await lab.truth();
      expect(truth.writable).toEqual([homeA]);
      expect(truth.instances[otherA]?.mgcState).toBe("RESTORING");
      expect(await databases(bench)).toEqual(before);
      const [events, wire, pinned] = [await console.events(runId), await lab.wire(), await console.pinned(plan.id)];
      const own = wire.filter((entry) => entry.at >= (events[0]?.at ?? ""));
      expect(own.some((e) => e.kind === "batch" || e.text.includes("mgc_drill"))).toBe(true);
      expect(ruleSevenProblems({ runId, events, wire: own, pinned })).toEqual([]);
      const failover = await console.plan("failover").catch(() => null);
      if (failover)
        await expect(
          console.call("startRun", { planId: failover.id, reason: "a try", typedName: failover.typedName }, "driller"),
        ).rejects.toMatchObject({ code: "not-allowed" });
    }),
);

test.concurrent(
  "a drill does not end while a file of it is left, and one that is aborted in the middle takes everything away",
  { timeout: 240_000 },
  () =>
    inPool(async (bench) => {
      const { lab, console } = bench;
      await lab.fault("files-stay", true, otherA);
      const runId = await start(bench, (await planUntilStartable(bench, { procedure: "drill" })).id);
      const asked = await console.untilDecision(runId);
      expect(asked).toMatchObject({ stepId: "drill-clean", facts: { database: "no mgc_drill" } });
      expect(Object.values(asked.facts).join(" ")).toMatch(/mgc_drill_.*\.mdf/);
      expect(asked.choices.map((c) => c.id)).not.toContain("go-on");
      await lab.fault("files-stay", false, otherA);
      await console.decide(runId, "retry", {}, "driller");
      expect((await console.untilEnded(runId)).status).toBe("succeeded");

      await lab.hold({ target: otherA, pattern: "DBCC CHECKDB", when: "before" });
      const again = await start(bench, (await planUntilStartable(bench, { procedure: "drill" })).id);
      await lab.untilHeld();
      expect(await databases(bench)).toContain("mgc_drill");
      await console.call("abortRun", { runId: again, reason: "no time" }, "driller");
      await lab.release();
      const ended = await until(
        "the end",
        async () => {
          const run = await console.run(again);
          return run.finishedAt ? run : null;
        },
        60_000,
      );
      expect(ended).toMatchObject({ status: "aborted", finishDetail: "drill-check; drill-cleared" });
      expect(await databases(bench)).not.toContain("mgc_drill");
    }),
);
