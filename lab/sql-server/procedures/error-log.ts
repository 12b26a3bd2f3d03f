import { tableOf } from "#lab/sql-server/catalog/columns.ts";
import { resultSet } from "#lab/sql-server/commands/events.ts";
import type { Procedure } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { argumentsOf } from "./arguments.ts";

/** sp_readerrorlog: the current log (0) of SQL Server (1), oldest line first, only lines that hold both texts. There are no older files. */
export function readErrorLog(instance: InstanceWorld): Procedure {
  return async function* (call) {
    const given = argumentsOf(call, { procedure: "sp_readerrorlog", order: "p1 p2 p3 p4" });
    if (Number(given.p1 ?? 0) !== 0 || Number(given.p2 ?? 1) !== 1)
      throw refuse(22_004, "xp_readerrorlog() returned error 2, 'The system cannot find the file specified.'");
    const holds = (text: string) =>
      [given.p3, given.p4].every((part) => part == null || text.toLowerCase().includes(String(part).toLowerCase()));
    const lines = (instance.state.errorLog ?? []).filter(({ text }) => holds(text));
    const source = tableOf("LogDate datetime, ProcessInfo nvarchar(50), Text nvarchar(4000)", () =>
      lines.map(({ atMs, process, text }) => ({ LogDate: new Date(atMs), ProcessInfo: process, Text: text })),
    );
    const count = yield* resultSet(source);
    yield { kind: "done", rowCount: count, error: false, inProcedure: true };
    return 0;
  };
}
