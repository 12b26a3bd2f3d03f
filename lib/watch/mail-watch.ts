import { type ErrorCode, isAppError } from "#lib/domain/errors.ts";
import { type Delivery, foldDeliveries, isDue, type Mail, mailKinds } from "#lib/domain/mail/mail.ts";
import type { Letter, MailPort } from "#lib/domain/mail/mail-port.ts";
import type { ClockPort } from "#lib/domain/ports.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import { messageOf, runLoop } from "./loop.ts";

const everyMs = 3_000;
const deadlineMs = 300_000;
const entriesLookedAt = 400;

/**
 * Sends the mails that entries of the pool's stream ask for (their `data.mails`: lib/domain/mail/mail.ts), each until it is sent,
 * refused for good or too late, and records every outcome: a console that starts anew goes on with what is left.
 */
export function makeMailWatch(options: {
  readonly clock: ClockPort;
  readonly store: Pick<RunStore, "entries" | "recordEntry">;
  readonly poolFqdn: string;
  readonly mail: MailPort;
  /** Subject and text of a mail. */
  readonly words: (mail: Mail) => Pick<Letter, "subject" | "text">;
  readonly report: (error: unknown) => void;
}) {
  const { clock, store, mail, words } = options;
  const stream = poolStream(options.poolFqdn);
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const deliver = async (one: Delivery): Promise<ErrorCode | null> => {
    const data = { mailId: one.mailId, about: one.about, to: one.to.address };
    const record = (kind: "mail-sent" | "mail-failed", said: { answer: string; isFinal: boolean }) =>
      store.recordEntry({ stream, kind, person: "console", data: { ...data, ...said } });
    try {
      const answer = await mail.send({ mailId: one.mailId, to: one.to, ...words(one) });
      await record("mail-sent", { answer, isFinal: true });
      return null;
    } catch (error) {
      if (isAppError(error) && error.code === "store-failed") throw error;
      const code = isAppError(error) ? error.code : "internal";
      await record("mail-failed", { answer: messageOf(error), isFinal: code === "refused" });
      return code;
    }
  };
  /** One turn: every mail that is due, one after the other. */
  const turn = async () => {
    const now = clock.now();
    const rows = await store.entries(stream, mailKinds, entriesLookedAt);
    for (const one of foldDeliveries(rows, now)) {
      if (stopping.signal.aborted) return;
      // A server that does not answer is asked again in the next turn, not once more for each mail.
      if (isDue(one, now) && (await deliver(one)) === "unreachable") return;
    }
  };
  return {
    turn,
    start: () => {
      const work = async () => {
        await turn();
        return undefined;
      };
      const { signal } = stopping;
      running = runLoop({ clock, signal, intervalMs: everyMs, deadlineMs, work, onError: options.report });
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
