import { PrismaBetterSQLite3 } from "@prisma/adapter-better-sqlite3";

type Connection = Awaited<ReturnType<PrismaBetterSQLite3["connect"]>>;

/** A queue of one: resolves with the function that lets the next one in. */
function makeTurnstile(): () => Promise<() => void> {
  let tail: Promise<void> = Promise.resolve();
  return async () => {
    const before = tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    tail = promise;
    await before;
    return resolve;
  };
}

/**
 * @prisma/adapter-better-sqlite3 6.19.3 has one connection and lets any statement run inside whichever transaction is
 * open on it: an acknowledged write is lost when a stranger's transaction rolls back. It also begins DEFERRED, so that
 * a transaction that reads before it writes fails when another process writes. Here every statement waits for the open
 * transaction, and transactions begin IMMEDIATE.
 */
export class SafeSqlite extends PrismaBetterSQLite3 {
  /** Opens the one connection: WAL, synchronous FULL, 500 ms busy timeout: the wait blocks the whole console. */
  override async connect(): Promise<Connection> {
    const connection = await super.connect();
    await connection.executeScript(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 500; PRAGMA foreign_keys = ON;",
    );
    const enter = makeTurnstile();
    const guard =
      <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        const leave = await enter();
        try {
          return await call(...args);
        } finally {
          leave();
        }
      };
    connection.queryRaw = guard(connection.queryRaw.bind(connection));
    connection.executeRaw = guard(connection.executeRaw.bind(connection));
    connection.executeScript = guard(connection.executeScript.bind(connection));
    guardTransactions(connection, enter);
    return connection;
  }
}

function guardTransactions(connection: Connection, enter: () => Promise<() => void>): void {
  const start = connection.startTransaction.bind(connection);
  connection.startTransaction = async (level) => {
    const leave = await enter();
    try {
      const tx = await start(level);
      const unlockCommit = tx.commit.bind(tx);
      const unlockRollback = tx.rollback.bind(tx);
      tx.commit = () => unlockCommit().finally(leave);
      tx.rollback = () => unlockRollback().finally(leave);
      const execute = tx.executeRaw.bind(tx);
      const raw = (sql: string) => execute({ sql, args: [], argTypes: [] });
      tx.executeRaw = (query) =>
        execute(query).catch(async (e: unknown) => {
          // A COMMIT or ROLLBACK that fails (a full disk) is the last thing Prisma says about a transaction.
          if (!/^\s*(COMMIT|ROLLBACK)\b/i.test(query.sql)) throw e;
          await raw("ROLLBACK").catch(() => undefined); // SQLite may have done so itself
          await tx.rollback();
          throw e;
        });
      try {
        await raw("ROLLBACK"); // the adapter's own BEGIN was deferred
        await raw("BEGIN IMMEDIATE");
      } catch (e) {
        await tx.rollback(); // only unlocks: no transaction is open here
        throw e;
      }
      return tx;
    } catch (e) {
      leave();
      throw e;
    }
  };
}
