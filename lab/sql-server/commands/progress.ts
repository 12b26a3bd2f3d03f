import type { ServerEvent, StatementCall } from "#lab/sql-server/contract.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { refuse } from "#lab/world/refuse.ts";
import { info } from "./events.ts";

type Work = { readonly command: string; readonly database: string; readonly ms: number; readonly stats: number };

/** The time a statement takes, seen in sys.dm_exec_requests and told as 3211. A cancelled one has changed nothing. */
export async function* progress(
  instance: InstanceWorld,
  call: StatementCall,
  work: Work,
): AsyncGenerator<ServerEvent, void> {
  const { session } = call;
  const request = {
    command: work.command,
    percent: 0,
    database: work.database,
    startedAtMs: instance.localNow().getTime(),
    text: work.command,
  };
  instance.sessions.begin(session.spid, request);
  try {
    const step = work.stats > 0 && work.stats <= 100 ? work.stats : 10;
    for (let percent = step; percent <= 100; percent += step) {
      await instance.world.clock.sleep((work.ms * step) / 100, session.signal);
      if (session.signal.aborted || !instance.up)
        throw refuse(596, "Cannot continue the execution because the session is in the kill state.", { class: 21 });
      request.percent = percent;
      if (work.stats > 0) yield info(3211, `${percent} percent processed.`, call.line);
    }
  } finally {
    instance.sessions.finish(session.spid);
  }
}
