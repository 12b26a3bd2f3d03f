import type { MessageRow } from "#lib/domain/commands/queries/stranded.ts";

/** A message that only home holds. */
export type StrandedMessage = MessageRow & {
  /** The serving copy gave its number to another message (trap T11): it can never be merged by number. */
  readonly numberTaken: boolean;
};

/** What of a message makes it the same one in another copy, whatever its number there. */
function contentOf(message: MessageRow): string {
  return JSON.stringify([message.ticks, message.userId, message.isAlert, message.content]);
}

/**
 * Messages of one room at home, above the watermark taken at recovery, that the serving copy does not hold: compared by time,
 * sender and text, because numbers were given again after the recovery (T11). A message that home holds twice and the serving
 * copy once is stranded once. Pure; the order of `home` is kept.
 */
export function compareRoom(of: {
  readonly home: readonly MessageRow[];
  /** The serving copy's messages of the same span of time. */
  readonly serving: readonly MessageRow[];
  /** Numbers that the serving copy has given above the watermark. */
  readonly takenIds: ReadonlySet<string>;
}): readonly StrandedMessage[] {
  const held = new Map<string, number>();
  for (const message of of.serving) held.set(contentOf(message), (held.get(contentOf(message)) ?? 0) + 1);
  return of.home.flatMap((message) => {
    const key = contentOf(message);
    const copies = held.get(key) ?? 0;
    if (copies === 0) return [{ ...message, numberTaken: of.takenIds.has(message.chatId) }];
    held.set(key, copies - 1);
    return [];
  });
}

/** Numbers that only `has` holds, in its order. Pure. */
export function onlyIn(has: readonly string[], lacks: readonly string[]): readonly string[] {
  const there = new Set(lacks);
  return has.filter((id) => !there.has(id));
}
