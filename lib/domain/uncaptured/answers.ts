import { z } from "zod";
import type { EntryRow, RunStore } from "#lib/domain/store-port.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";

/** Kind of the audit entry in which a person says what nobody captured. */
export const answerKind = "uncaptured-answered";

const data = z.object({
  part: z.enum(["primary", "secondary", "database", "list"]),
  instance: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Where the person has it from. */
  source: z.string(),
  /** The plan on whose page it was asked. */
  planId: z.string(),
});

/** What an answer writes into the audit. */
export type AnswerData = z.infer<typeof data>;
/** One person's word, by whom and when (ISO UTC). */
export type Answer = AnswerData & { readonly at: string; readonly person: string };

/** An audit entry as an answer; null when it is something else. Pure. */
export function answerOf({ at, person, kind, data: stored }: EntryRow): Answer | null {
  const parsed = kind === answerKind ? data.safeParse(stored) : null;
  return parsed?.success ? { ...parsed.data, at, person } : null;
}

/** All answers about a pool, newest first; an earlier one stays although a later one replaces it. Only reads the audit. */
export async function readAnswers(store: Pick<RunStore, "entries">, poolFqdn: string): Promise<readonly Answer[]> {
  return (await store.entries(poolStream(poolFqdn), [answerKind], 200)).flatMap((entry) => answerOf(entry) ?? []);
}

type Place = Pick<Answer, "part" | "instance">;

/** Whether two answers are about the same thing. Pure. */
export const isSamePlace = (a: Place, b: Place): boolean =>
  a.part === b.part && a.instance.toLowerCase() === b.instance.toLowerCase();

/** The one that counts: the newest about this part of this instance; null when nobody said anything. Pure. */
export const newestAnswer = (answers: readonly Answer[], place: Place): Answer | null =>
  answers.find((answer) => isSamePlace(answer, place)) ?? null;
