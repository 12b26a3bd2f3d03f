import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { Choice, Decision } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { openQuestions } from "#lib/domain/run/status-of.ts";
import { attested, type Bench } from "#lib/engine/testing/engine-bench.ts";
import type { Random } from "./random.ts";
import type { StoryLog } from "./story-log.ts";
import type { Mood } from "./wire.ts";

type Parts<S> = {
  readonly bench: Bench<S>;
  readonly random: Random;
  readonly log: StoryLog;
  readonly mood: Mood;
  /** Has home stopped by hand, as far as somebody can reach it there. */
  readonly stopHome: () => void;
};

const giulia = { person: "Giulia Ferri", personId: "1" };
const paolo = { person: "Paolo Riva", personId: "2" };

/** What a careful person chooses where it is offered, the first of these that is. */
const careful = [
  "resume",
  "confirm",
  "confirm-restore",
  "confirm-reseed",
  "fence-home-now",
  "undo-fence",
  "waive",
  "do-now",
  "search-again",
  "retry",
  "take-as-done",
  "go-on",
  "continue-without",
  "skip",
  "as-disaster",
];
/** A careful person gives the same answer about one thing so often, then the next best; a check was patient by itself. */
const patience = 4;

/** People at the console: they answer late, by chance, sometimes wrongly; they pause, hand over and abort. `stop` sends them home. */
export function operator<S>({ bench, random, log, mood, stopHome }: Parts<S>): { readonly stop: () => void } {
  let isOver = false;
  const given = new Map<string, number>();
  const note = (key: string, what = "") => log.happened(key, what);
  const choose = (decision: Decision): Choice => {
    if (!mood.isCalm) {
      const bold = decision.choices.filter((c) => c.id !== "abort");
      return random.chance(0.04) || bold.length === 0 ? random.pick(decision.choices) : random.pick(bold);
    }
    const about = (id: string) => `${decision.actId ?? decision.stepId}:${decision.kind}:${id}`;
    const offered = careful.flatMap((id) => decision.choices.filter((c) => c.id === id));
    const times = decision.kind === "check-failed" ? 1 : patience;
    const best = offered.find((c) => (given.get(about(c.id)) ?? 0) < times) ?? decision.choices.at(-1);
    if (!best) throw new Error(`${decision.id} offers nothing`);
    given.set(about(best.id), (given.get(about(best.id)) ?? 0) + 1);
    return best;
  };
  const override = async (decision: Decision) => {
    await bench.says({ kind: "override-proposed", decisionId: decision.id, reason: "users first", ...giulia });
    await bench.clock.sleep(random.ms(1_000, 60_000));
    const by = random.chance(0.15) ? giulia : paolo;
    const kind = random.chance(0.15) ? "override-refused" : "override-confirmed";
    note(by === giulia ? `${kind} by the proposer` : kind);
    await bench.says({ kind, decisionId: decision.id, reason: "as agreed", ...by });
  };
  const answer = async (decision: Decision) => {
    const choice = choose(decision);
    note(`decision ${decision.kind}`, `${decision.id} → ${choice.id}`);
    note(`choice ${choice.id}`);
    if (choice.id === "override") return override(decision);
    if (decision.kind === "home-still-answers" && (mood.isCalm || random.chance(0.7))) stopHome();
    const ageMs = mood.isCalm ? 0 : random.pick([0, 0, 5 * 60_000, 14 * 60_000, 17 * 60_000, 50 * 60_000]);
    const isAttested = choice.needs.includes("attestation") && (mood.isCalm || random.chance(0.9));
    if (isAttested) note(ageMs > 15 * 60_000 ? "attestation too old" : "attestation");
    const attestations = isAttested ? attested(bench, ageMs) : [];
    const words = { person: giulia.person, reason: "as agreed", attestations };
    await bench.says({ kind: "decision-taken", decisionId: decision.id, choice: choice.id, ...words });
  };
  const move = async (run: RunState) => {
    const words = { person: giulia.person, reason: "as agreed" };
    if (run.pauseRequested) {
      if (!mood.isCalm && random.chance(0.6)) return;
      note("move resumed");
      return bench.says({ kind: "resumed", ...words });
    }
    if (mood.isCalm) return;
    if (random.chance(0.02)) {
      note("move pause");
      return bench.says({ kind: "pause-requested", ...words, holdAt: random.pick(["act", "stage"]) });
    }
    if (random.chance(0.01)) {
      note("move hand over");
      await bench.says({ kind: "hand-over-offered", ...giulia, reason: "end of shift" });
      return bench.says({ kind: "owner-changed", ...paolo, how: "offered" });
    }
    if (random.chance(0.003)) {
      note("move abort");
      return bench.says({ kind: "abort-requested", ...words });
    }
  };
  let run = foldRun([]);
  const look = async () => {
    run = foldRun(await bench.store.events(bench.runId, run.last), run);
    return run;
  };
  const work = async () => {
    for (;;) {
      await bench.clock.sleep(mood.isCalm ? 2_000 : random.ms(1_000, 30_000));
      if (isOver) return;
      await look();
      if (run.status === "ended") return;
      for (const { decision } of openQuestions(run)) if (mood.isCalm || random.chance(0.6)) await answer(decision);
      await move(await look());
    }
  };
  void work();
  return {
    stop: () => {
      isOver = true;
    },
  };
}
