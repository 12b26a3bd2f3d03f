import type { StatementHandler } from "#lab/sql-server/contract.ts";
import { writeErrorLog } from "#lab/world/error-log.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { refuseInTransaction } from "./no-transaction.ts";
import { TokenReader } from "./reader.ts";

export function kill(instance: InstanceWorld): StatementHandler {
  // biome-ignore lint/correctness/useYield: KILL answers with nothing but its end
  return async function* (call) {
    const reader = new TokenReader(call);
    reader.expect("KILL");
    const token = reader.next();
    const spid = Number(token.text);
    if (token.kind !== "number" || !Number.isInteger(spid))
      throw refuse(102, `Incorrect syntax near '${token.text}'.`, { class: 15 });
    if (reader.take("WITH", "STATUSONLY"))
      throw refuse(
        6120,
        `Status report cannot be obtained. Rollback operation for Process ID ${spid} is not in progress.`,
      );
    refuseInTransaction(call.session, 6115, "KILL command cannot be used inside user transactions.");
    if (spid < 1 || spid > 32_767)
      throw refuse(6101, `Process ID ${spid} is not a valid process ID. Choose a number between 1 and 32767.`);
    if (spid === call.session.spid) throw refuse(6104, "Cannot use KILL to kill your own process.");
    if (spid <= 50) throw refuse(6107, "Only user processes can be killed.", { class: 14 });
    const { hostName } = call.session;
    if (!instance.sessions.kill(spid))
      throw refuse(6106, `Process ID ${spid} is not an active process ID.`, { state: 2 });
    writeErrorLog(
      instance,
      call.session.spid,
      `Process ID ${spid} was killed by hostname ${hostName}, host process ID 0.`,
    );
  };
}
