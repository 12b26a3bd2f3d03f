import type { AskedPart } from "#lib/domain/views/plan-view.ts";
import type { Answer } from "./answers.ts";

/** Names of the values that each source has; the capture goes before a person's word, and that before the pool file's. */
type Sources = {
  readonly captured: readonly string[];
  readonly said: readonly string[];
  readonly file: readonly string[];
};

type Part = Pick<AskedPart, "part" | "instance" | "what" | "isOptional"> & {
  readonly fields: readonly string[];
  readonly answer: Answer | null;
};

/** Where one part's values come from. `missing`: in words, null when nothing is; `asked`: what the form asks, null when nothing. */
export type Settled = {
  readonly asked: AskedPart | null;
  readonly missing: string | null;
  /** In words, where the pool file's word is used. */
  readonly given: string | null;
  readonly said: { readonly what: string; readonly person: string; readonly at: string } | null;
};

/**
 * What is asked about a part: the values that neither the capture nor the pool file has. One that a person said stays on the form,
 * so that it can be corrected. Pure.
 */
export function settlePart({ part, instance, what, isOptional, fields, answer }: Part, from: Sources): Settled {
  const open = fields.filter((f) => !from.captured.includes(f));
  const asked = open.filter((f) => from.said.includes(f) || !from.file.includes(f));
  const lacks = asked.filter((f) => !from.said.includes(f));
  const isLeftOut = isOptional && lacks.length === fields.length;
  const saidHere = answer !== null && open.some((f) => from.said.includes(f));
  const words = lacks.length === fields.length ? what : `${what}: ${lacks.join(" + ")}`;
  return {
    asked:
      asked.length === 0
        ? null
        : { part, instance, what, fields: asked, isOptional, isMissing: lacks.length > 0 && !isLeftOut },
    missing: lacks.length > 0 && !isLeftOut ? words : null,
    given: open.some((f) => !from.said.includes(f) && from.file.includes(f)) ? what : null,
    said: saidHere ? { what, person: answer.person, at: answer.at } : null,
  };
}
