import type sql from "mssql";
import { type Opening, openPool } from "./connection.ts";
import { translateError } from "./translate-error.ts";
import { within } from "./within.ts";

/** One login that is never silently replaced by another: its lock and its program name last as long as it does. */
export type Session = {
  readonly pool: sql.ConnectionPool;
  readonly cut: () => void;
  readonly close: () => Promise<void>;
};

/** @throws StepError effect "none": nothing was sent but a login. */
export async function openSession(opening: Opening, signal?: AbortSignal): Promise<Session> {
  const target = opening.instance.name;
  // mssql logs in once as a probe and once for the session itself.
  const opened = openPool({ ...opening, maxConnections: 1, maxLogins: 2 });
  opened.pool.on("error", opened.cut);
  const doing = `connecting to ${target}`;
  try {
    await within(opened.pool.connect(), {
      deadlineMs: opening.connectTimeoutMs + 1_000,
      ...(signal === undefined ? {} : { signal }),
      effect: "none",
      doing,
      cut: opened.cut,
    });
  } catch (error) {
    opened.cut();
    throw translateError(error, {
      target,
      doing: "connecting",
      phase: "connect",
      text: "",
      sawProgress: false,
      readOnly: false,
      refusals: opened.refusals(),
    });
  }
  const close = async () => {
    opened.cut();
    // The server gives the lock back when the line ends; a pool that does not close cleanly has nothing left to lose.
    await within(opened.pool.close(), { deadlineMs: 2_000, effect: "none", doing, cut: opened.cut }).catch(
      () => undefined,
    );
  };
  return { pool: opened.pool, cut: opened.cut, close };
}
