import type { RunState } from "#lib/domain/run/run-state.ts";

const looks = ["home-fenced", "rule-one"];
const noted = /; it answered at (\S+)$/;

/**
 * When this run's checks, or its fencing sheet, last had an answer of an opposite instance, whatever it said; ISO UTC, null = never. Every look replaces the
 * one before it, so a silent one carries the time on (`withLastAnswer`). Pure.
 */
export function lastAnswered(run: RunState, instance: string): string | null {
  const times = [...run.steps.values()].flatMap((step) =>
    step.findings.flatMap(({ checkId, facts, at }) => {
      const fact = looks.includes(checkId) ? facts[instance] : undefined;
      if (fact === undefined) return [];
      return fact.startsWith("unreachable") ? (noted.exec(fact)?.[1] ?? []) : [at];
    }),
  );
  const onSheet = run.sheet.answered[instance];
  return [...times, ...(onSheet ? [onSheet] : [])].sort().at(-1) ?? null;
}

/** What is said of a silent instance, with when it last answered; read again by `lastAnswered`. */
export const withLastAnswer = (fact: string, at: string | null) =>
  at === null ? fact : `${fact}; it answered at ${at}`;
