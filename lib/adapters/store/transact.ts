import { AppError, isAppError } from "#lib/domain/errors.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import type { Sealer } from "./seal.ts";

/** What the parts of the store share. `warn` hears of listeners that threw. */
export type StoreContext = {
  readonly prisma: PrismaClient;
  /** The pool of this console: people's roles are read and written for it. */
  readonly poolFqdn: string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Null: heads are recorded without a seal. */
  readonly sealer: Sealer | null;
  readonly warn: (message: string, cause: unknown) => void;
};

/** A statement's place inside one transaction. */
export type Transaction = Prisma.TransactionClient;

/** Waits up to 30 s for its turn and has 15 s for itself; nothing but the database may be awaited inside. */
const limits = { maxWait: 30_000, timeout: 15_000 };

/** @throws AppError as thrown by `work`, else "store-failed" with the database's error as cause */
export async function transact<T>(
  context: StoreContext,
  what: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return guarded(what, () => context.prisma.$transaction(work, limits));
}

/** One statement outside a transaction. @throws AppError "store-failed" */
export async function guarded<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (e) {
    if (isAppError(e)) throw e;
    const detail = e instanceof Error ? e.message.trim().split("\n").at(-1) : String(e);
    throw new AppError("store-failed", `audit database: ${what} failed: ${detail}`, { cause: e });
  }
}
