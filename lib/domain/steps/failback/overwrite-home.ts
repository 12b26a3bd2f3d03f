import { abort, confirmRestore, lookAgain, waive } from "#lib/domain/steps/choices.ts";
import type { Question, StepContext } from "#lib/domain/steps/step.ts";
import { copiesSeen, opens } from "./home-copies.ts";
import { strandedSeen } from "./look-stranded.ts";
import { failbackOf } from "./pins.ts";

/**
 * What a person answers before home is overwritten: first, unless they were exported or waived, that messages which never reached
 * the other site stay behind in a safe copy, or in a copy that nobody can open; then the point of no return itself. Null when both
 * are answered. `strandedLook` comes before it.
 */
export function askBeforeOverwriting(ctx: StepContext): Question | null {
  const said = (kind: Question["kind"], choice: string) =>
    ctx.run.taken.some((t) => t.decision.kind === kind && t.choice === choice);
  const { files } = failbackOf(ctx.plan);
  const there = copiesSeen(ctx.run, "look-home-again").filter((c) => c.state !== "absent");
  const look = strandedSeen(ctx.run);
  if (there.length > 0 && look.verdict === "open" && !said("stranded-messages", "waive"))
    return {
      key: "stranded-messages",
      kind: "stranded-messages",
      facts: {
        ...look.facts,
        ...Object.fromEntries(
          there.map((c) => [
            c.instance,
            opens(c)
              ? `kept in ${files.safe[c.instance] ?? "no file"}`
              : `${c.state}: does not open, so it was not backed up`,
          ]),
        ),
      },
      choices: [lookAgain, waive, abort],
      suggested: null,
    };
  if (said("restore-over-home", "confirm-restore")) return null;
  return {
    key: "restore-over-home",
    kind: "restore-over-home",
    facts: {
      instance: ctx.plan.target,
      from: failbackOf(ctx.plan).source,
      file: files.full,
      site: ctx.pool.sites.home,
    },
    choices: [confirmRestore, abort],
    suggested: null,
  };
}
