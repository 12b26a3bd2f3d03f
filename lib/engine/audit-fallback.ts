import { AppError, isAppError } from "#lib/domain/errors.ts";
import type {
  AuditState,
  LocalEvent,
  LocalJournalPort,
  ReconcilePort,
  SoleRunnerPort,
} from "#lib/domain/local-journal-port.ts";
import type { ClockPort } from "#lib/domain/ports.ts";
import { type LocalJournal, openLocalJournal } from "./local-journal.ts";

export type FallbackDeps = {
  readonly store: ReconcilePort;
  readonly file: LocalJournalPort;
  readonly soleRunner: SoleRunnerPort;
  readonly clock: ClockPort;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
};

/** When the local journal stands in for the audit database, and when the database has it all again. */
export type AuditFallback = {
  readonly state: () => AuditState;
  /** Takes in what a console that died left behind; once, and only as the sole runner. */
  readonly recover: () => Promise<void>;
  /** While the database is dead: whether it answers again, now, or if the last attempt is some seconds old. */
  readonly tryAgain: (now?: "now") => Promise<void>;
  /** After the database failed with `e`: from now on the local journal. @throws `e` when that may not be */
  readonly fallBack: (e: unknown) => void;
  /** @throws AppError "store-failed" when the file cannot be written either, "conflict" when a person must look first */
  readonly write: (event: LocalEvent) => Promise<void>;
  /** One at a time, in the order asked. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
};

/** How long the dead database is left alone between two attempts. Milliseconds. */
const tryAgainMs = 5_000;

const textOf = (e: unknown) => (e instanceof Error ? e.message : String(e));
const isDead = (e: unknown) => isAppError(e) && e.code === "store-failed";

/** Makes the fallback; nothing is read or written before `recover`. */
export function auditFallback(deps: FallbackDeps): AuditFallback {
  const { store, soleRunner, clock, log } = deps;
  let journal: LocalJournal | null = null;
  let state: AuditState = { kind: "up" };
  let triedAt = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn: AuditFallback["inTurn"] = (work) => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const enter = (kind: "local-journal" | "stopped", cause: string) => {
    const since = clock.now().toISOString();
    state = kind === "stopped" ? { kind, since, cause } : { kind, since, cause, events: journal?.events().length ?? 0 };
    triedAt = clock.monotonicMs();
    log(kind === "stopped" ? "the audit contradicts itself: nothing is sent" : "events go into the local journal", {
      cause,
    });
  };
  const reconcile = async (left: LocalJournal) => {
    triedAt = clock.monotonicMs();
    try {
      const done = await store.takeIn(left.events());
      await left.close();
      state = { kind: "up" };
      log("the audit database has what it missed", done);
    } catch (e) {
      if (!isDead(e)) enter("stopped", textOf(e));
    }
  };
  return {
    state: () => state,
    inTurn,
    recover: () =>
      inTurn(async () => {
        if (journal !== null || !soleRunner.isHeld()) return;
        try {
          journal = await openLocalJournal(deps.file);
        } catch (e) {
          return enter("stopped", textOf(e));
        }
        if (journal.events().length === 0) return;
        enter("local-journal", "an earlier console could not write to the audit database");
        await reconcile(journal);
      }),
    tryAgain: async (now) => {
      const isDue = () =>
        state.kind === "local-journal" && (now === "now" || clock.monotonicMs() - triedAt >= tryAgainMs);
      if (isDue()) await inTurn(async () => void (isDue() && journal && (await reconcile(journal))));
    },
    fallBack: (e) => {
      if (!isDead(e) || journal === null || !soleRunner.isHeld()) throw e;
      if (state.kind === "up") enter("local-journal", textOf(e));
    },
    write: async (event) => {
      if (state.kind !== "local-journal" || journal === null)
        throw new AppError("conflict", state.kind === "stopped" ? state.cause : "the local journal is not in use");
      await journal.write(event);
      state = { ...state, events: journal.events().length };
    },
  };
}
