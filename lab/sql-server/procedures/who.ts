import { tableOf } from "#lab/sql-server/catalog/columns.ts";
import { resultSet } from "#lab/sql-server/commands/events.ts";
import type { Procedure } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { argumentsOf } from "./arguments.ts";

/** sp_who2: all text, SPID twice. */
export function who2(instance: InstanceWorld): Procedure {
  return async function* (call) {
    argumentsOf(call, { procedure: "sp_who2", order: "loginame" });
    const source = tableOf(
      "SPID char(5), Status varchar(30), Login varchar(128), HostName varchar(128), BlkBy char(5), DBName varchar(128), Command varchar(16), CPUTime varchar(30), DiskIO varchar(30), LastBatch varchar(20), ProgramName varchar(128), SPID2 char(5), REQUESTID char(5)",
      () =>
        instance.sessions.all().map((session) => {
          const request = instance.sessions.request(session.spid);
          const spid = String(session.spid).padEnd(5);
          return {
            SPID: spid,
            Status: request ? "RUNNABLE" : "sleeping",
            Login: session.login,
            HostName: session.hostName,
            BlkBy: "  .",
            DBName: session.database,
            Command: request?.command ?? "AWAITING COMMAND",
            CPUTime: "0",
            DiskIO: "0",
            LastBatch: session.loginTime.toISOString().slice(5, 19).replace("T", " "),
            ProgramName: session.programName,
            SPID2: spid,
            REQUESTID: "0",
          };
        }),
    );
    const columns = source.columns.map((column) => (column.name === "SPID2" ? { ...column, name: "SPID" } : column));
    const count = yield* resultSet({ ...source, columns });
    yield { kind: "done", rowCount: count, error: false, inProcedure: true };
    return 0;
  };
}
