import type { CmdletAnswer } from "#lab/powershell/reply.ts";
import { LyncWorld } from "./lync.ts";
import type { LyncSqlPort } from "./lync-sql-port.ts";

export const startMs = Date.parse("2026-11-21T08:00:00Z");

/** A Lync world over a SQL side that only remembers what it was told. */
export function lyncFixture() {
  const faults = new Set<string>();
  const open = new Set(["sqlmi01\\PCHAT"]);
  const mirrored: string[] = [];
  const site = { home: true, other: true };
  const sql: LyncSqlPort = {
    siteUp: () => site,
    databaseState: (instance) => (open.has(instance) ? "ONLINE" : "RESTORING"),
    mirrorState: (instance) => {
      if (instance === "sqlmi01\\PCHAT") return { role: "PRINCIPAL", state: "SYNCHRONIZED", partner: "sqlmi02\\PCHAT" };
      if (instance === "sqlmi02\\PCHAT") return { role: "MIRROR", state: "SYNCHRONIZED", partner: "sqlmi01\\PCHAT" };
      return null;
    },
    installMirror: (principal, mirror) => {
      mirrored.push(`${principal} > ${mirror}`);
    },
    postTestMessage: () => undefined,
    removeMirror: () => undefined,
    failoverMirror: (to) => {
      mirrored.push(to);
    },
  };
  const options = { sql, faults, nowMs: startMs };
  const fixture = {
    faults,
    open,
    mirrored,
    site,
    options,
    world: new LyncWorld(options),
    tickAt: (seconds: number) => fixture.world.tick(new Date(startMs + seconds * 1000)),
    run: async (cmdlet: string, parameters: Record<string, unknown> = {}): Promise<CmdletAnswer> => {
      const reply = await fixture.world.invoke(cmdlet, parameters);
      if (reply.kind !== "answer") throw new Error(`${cmdlet} gave ${reply.kind}`);
      return reply;
    },
    errorId: async (cmdlet: string, parameters: Record<string, unknown> = {}): Promise<string> =>
      (await fixture.run(cmdlet, parameters)).error?.errorId ?? "no error",
  };
  return fixture;
}
