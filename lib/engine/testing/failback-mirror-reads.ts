import type { Asked, Row } from "./failback-reads.ts";
import { otherServers } from "./failback-world.ts";

/** What waits is written out one by one, by the adapter of a compliance service that runs. */
export function backlogRows({ world, query }: Asked): readonly Row[] {
  if (query.target.startsWith("sqlmi")) return [{ n: world.strandedEvents }];
  const runs = otherServers.some((server) => world.services.get(`${server}|RTCCPS`) === "Running");
  const n = world.backlog;
  if (runs && !world.adapterStuck) world.backlog = Math.max(0, n - 1);
  return [{ n }];
}

/** A database's mirroring session, with its witness. */
export function sessionRows({ world, here, query }: Asked): readonly Row[] {
  const db = query.parameters?.database === "mgccomp" ? here.mgccomp : here.mgc;
  if (!db) return [];
  const { role, mirroring: state, partner, witness } = db;
  const witnessState = witness === null ? "UNKNOWN" : world.witness.up ? "CONNECTED" : "DISCONNECTED";
  const mirrored = { safety: "FULL", witness: witness ?? "", witnessState };
  return [
    { role, state, partner, ...(role === null ? { safety: null, witness: null, witnessState: null } : mirrored) },
  ];
}
