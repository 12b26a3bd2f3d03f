import type { Command } from "#lib/domain/commands/command.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { QuickClock } from "#lib/engine/testing/quick-clock.ts";
import type { StoryLog } from "./story-log.ts";

/** What an instance really is, whoever can see it. */
export type Real = { readonly isWritable: boolean; readonly isSilent: boolean };

type Parts = {
  readonly clock: QuickClock;
  readonly log: StoryLog;
  readonly instances: () => ReadonlyMap<string, Real>;
};

/** Rule 1 counts a person's word for this long. Written down here once more: what is proven must not be read from what proves. */
const wordLastsMs = 15 * 60_000;
/** Between the first look of a check and its entry in the journal, looks may be late. */
const looksTakeMs = 10_000;

/**
 * Two writable copies of mgc by our hand: after a command made one more copy writable, every other writable one had to be silent, in
 * two looks at least, with a person's fresh word that it is off, or two persons had overridden rule 1, or it became writable after rule 1 was looked at.
 */
export function writableWatch({ clock, log, instances }: Parts) {
  const since = new Map<string, number>();
  const lost = new Map<string, readonly number[]>();
  const words = new Map<string, number>();
  let ruleOneAt = Number.NEGATIVE_INFINITY;
  let overriddenAt = Number.NEGATIVE_INFINITY;
  const writable = () => [...instances()].filter(([, i]) => i.isWritable).map(([name]) => name);
  /** Two looks in a row that got lost: nobody at the console could see that the instance lives. */
  const isUnseen = (instance: string) =>
    (lost.get(instance) ?? []).filter((at) => at > clock.monotonicMs() - 2 * looksTakeMs).length >= 2;
  return {
    /** A look at an instance got no answer. */
    lost: (instance: string) => void lost.set(instance, [...(lost.get(instance) ?? []), clock.monotonicMs()]),
    /** The outside world made an instance answer, or writable. */
    changed: (instance: string) => void since.set(instance, clock.monotonicMs()),
    hear: (event: RunEvent) => {
      if (event.kind === "check-recorded" && event.finding.checkId === "rule-one") ruleOneAt = clock.monotonicMs();
      if (event.kind === "override-used") overriddenAt = clock.monotonicMs();
      if (event.kind === "decision-taken")
        for (const a of event.attestations)
          words.set(a.instance, Math.max(words.get(a.instance) ?? 0, Date.parse(a.confirmedAt)));
    },
    /** Called as a command leaves; the function it gives, once the servers have dealt with it. */
    watch: (command: Command) => {
      const sentAt = clock.monotonicMs();
      const sentUtc = clock.now().getTime();
      const before = new Set(writable());
      return {
        dealtWith: () => {
          const after = writable();
          const isNew = after.some((name) => name === command.target && !before.has(name));
          if (!isNew || overriddenAt >= ruleOneAt) return;
          for (const other of after.filter((name) => name !== command.target)) {
            const isOff = instances().get(other)?.isSilent === true;
            const isFresh = sentUtc - (words.get(other) ?? 0) <= wordLastsMs + looksTakeMs;
            const cameLater =
              (since.get(other) ?? Number.NEGATIVE_INFINITY) > Math.min(ruleOneAt, sentAt) - looksTakeMs;
            if (cameLater || ((isOff || isUnseen(other)) && isFresh)) continue;
            log.violated(`${command.target} was made writable beside ${other}`);
          }
        },
      };
    },
  };
}
