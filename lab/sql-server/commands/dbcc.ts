import { tableOf } from "#lab/sql-server/catalog/columns.ts";
import type { StatementHandler } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { info, resultSet } from "./events.ts";
import { progress } from "./progress.ts";
import { TokenReader } from "./reader.ts";

const finished = "DBCC execution completed. If DBCC printed error messages, contact your system administrator.";

/** DBCC CHECKDB and SQLPERF(LOGSPACE). */
export function dbcc(instance: InstanceWorld): StatementHandler {
  return async function* (call) {
    const reader = new TokenReader(call);
    reader.expect("DBCC");
    if (reader.take("SQLPERF")) {
      const rows = () =>
        instance.databases().map((db) => ({
          Database_Name: db.name,
          "Log_Size_(MB)": 128,
          "Log_Space_Used_(%)": Math.min(100, 0.5 + db.log.length / 100),
          Status: 0,
        }));
      yield* resultSet(tableOf("Database_Name sysname, Log_Size_(MB) real, Log_Space_Used_(%) real, Status int", rows));
      yield info(2528, finished, call.line);
      return;
    }
    if (!reader.take("CHECKDB")) {
      instance.catalog.unsupported(`DBCC ${reader.peek()?.text ?? ""}`);
      throw refuse(50001, `The simulated server does not implement DBCC ${reader.peek()?.text ?? ""}.`);
    }
    const name = reader.take("(") ? reader.text() : call.session.database;
    instance.catalog.assertUsable(name);
    const quiet = call.tokens.some((token) => token.text.toUpperCase() === "NO_INFOMSGS");
    yield* progress(instance, call, { command: "DBCC CHECKDB", database: name, ms: 800, stats: 0 });
    if (quiet) return;
    yield info(8989, `CHECKDB found 0 allocation errors and 0 consistency errors in database '${name}'.`, call.line);
    yield info(2528, finished, call.line);
  };
}
