import { expect, test } from "vitest";
import { type Bench, openBench } from "./bench.ts";
import {
  captured,
  expectHome,
  failbackToTheEnd,
  homeA,
  lastIds,
  otherA,
  planUntilStartable,
} from "./failback-story.ts";
import { ruleSevenProblems } from "./rule-seven.ts";

/** A lab and a console of the story's own, as of a pool that has been running. */
async function inPool(story: (bench: Bench) => Promise<void>): Promise<void> {
  const bench = await openBench();
  try {
    await bench.sampled(1);
    await captured(bench);
    await story(bench);
  } finally {
    await bench.close();
  }
}

// Side by side: most of it is waiting for replicas and mirrors.
test.concurrent(
  "a full drill: chat moves with nothing lost, by proof and by the lab's truth, and comes back by log swap",
  {
    timeout: 400_000,
  },
  () =>
    inPool(async (bench) => {
      const { lab, console } = bench;
      const plan = await planUntilStartable(bench, { procedure: "switchover" });
      const runId = await console.start(plan);
      const asked = await console.untilDecision(runId, "point-of-no-return");
      // Home is fenced: what its copy holds now is all there is.
      const had = await lastIds(bench, homeA);
      expect(Object.values(had).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0);
      expect(Object.keys(asked.facts).filter((key) => key.startsWith("opposite:"))).toEqual([]);
      await console.decide(runId, "confirm", { typedName: plan.typedName });
      const ended = await console.untilEnded(runId);
      expect(ended).toMatchObject({ status: "succeeded", loss: { fewest: "0", most: "0" } });
      const events = await console.events(runId);
      const resultOf = (actId: string) =>
        events.find((e) => e.kind === "act-succeeded" && e.actId === actId) as { result: unknown } | undefined;
      expect(resultOf("tail-against-redo:1")?.result).toMatchObject({ isProven: true });
      expect(resultOf("fingerprints-equal")?.result).toEqual({ equal: 7 });
      const truth = await lab.truth();
      expect(truth.writable).toEqual([otherA]);
      for (const [room, last] of Object.entries(had))
        expect(truth.instances[otherA]?.lastChatIds[room] ?? 0, `room ${room}`).toBeGreaterThanOrEqual(last);
      const [wire, pinned] = [await lab.wire(), await console.pinned(plan.id)];
      const own = wire.filter((entry) => entry.at >= (events[0]?.at ?? ""));
      expect(ruleSevenProblems({ runId, events, wire: own, pinned })).toEqual([]);

      const back = await planUntilStartable(bench, { procedure: "failback", order: "state-first", way: "log-swap" });
      const said = await lastIds(bench, otherA);
      const backId = await console.start(back);
      const home = await failbackToTheEnd(bench, backId);
      await expectHome(bench, { runId: backId, planId: back.id, ended: home, had: said });
    }),
);

test.concurrent(
  "home dies in the middle: the run stops, goes on as in a disaster when a person says so, and says what may be lost",
  {
    timeout: 300_000,
  },
  () =>
    inPool(async (bench) => {
      const { lab, console } = bench;
      await lab.hold({ target: homeA, pattern: "BACKUP LOG @database", when: "before" });
      const plan = await planUntilStartable(bench, { procedure: "switchover" });
      const runId = await console.start(plan);
      await lab.untilHeld().catch(async (e: unknown) => {
        throw new Error(`${String(e)}; ${JSON.stringify((await console.events(runId)).slice(-4))}`);
      });
      await lab.site("home", false);
      await lab.release();
      for (;;) {
        const asked = await console.untilDecision(runId);
        if (asked.kind === "loss-not-proven-nothing") break;
        expect(asked.choices.map((c) => c.id)).toContain("skip");
        await console.decide(runId, "skip");
      }
      expect((await lab.truth()).writable).not.toContain(otherA);
      await console.decide(runId, "as-disaster");
      await console.attest(runId);
      const ended = await console.untilEnded(runId);
      expect(ended.status).toBe("succeeded");
      expect(ended.loss?.most).not.toBe("0");
      expect((await lab.truth()).writable).toEqual([otherA]);
    }),
);
