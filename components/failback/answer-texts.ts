import type { Answer } from "#lib/domain/uncaptured/answers.ts";

/** An earlier answer as its form's fields show it; nothing without one, because nothing is filled in for a person. */
export function answerTexts(said: Pick<Answer, "values"> | null): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(said?.values ?? {}).map(([name, value]) => [
      name,
      typeof value === "boolean" ? (value ? "yes" : "no") : String(value),
    ]),
  );
}
