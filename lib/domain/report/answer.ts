import type { Finding } from "#lib/domain/run/journal.ts";

/** A value of a sentence: text and numbers as they are, times as ISO UTC, durations in seconds. */
export type Value = string | number | { readonly at: string } | { readonly seconds: number };
/** One sentence: `report.says.<key>`. */
export type Line = { readonly key: string; readonly values: Readonly<Record<string, Value>> };
/**
 * "answered": from this run's evidence. "in-part": a bound, or one side of it. "unknown": it should be in the evidence and is
 * not. "outside": the console cannot know it. "does-not-arise": not in such a run.
 */
export type Standing = "answered" | "in-part" | "unknown" | "outside" | "does-not-arise";
/** One of the 22 questions; its text is `report.questions.<number>`. Source: persistent-chat.md, section G. */
export type Answer = {
  readonly number: number;
  readonly standing: Standing;
  readonly lines: readonly Line[];
  readonly findings: readonly Finding[];
};

/** A sentence. */
export const line = (key: string, values: Line["values"] = {}): Line => ({ key, values });

/** An answer; findings are shown below its sentences. */
export const answer = (
  number: number,
  standing: Standing,
  lines: readonly Line[],
  findings: readonly Finding[] = [],
): Answer => ({ number, standing, lines, findings });

/** Standing of an answer that rests on findings: all must have passed. */
export function standingOf(findings: readonly Finding[]): Standing {
  if (findings.length === 0) return "unknown";
  return findings.every((f) => f.verdict === "pass" || f.verdict === "fail") ? "answered" : "in-part";
}
