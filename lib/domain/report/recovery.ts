import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Recovery, Times } from "./report-view.ts";

/**
 * Time to recover against its target, as an interval: nobody records the moment of a fault. It is met only when the longest
 * possible time is within the target, missed when the shortest is beyond it or users never came back. Null where there is no target. Pure.
 */
export function recoveryOf(
  times: Times,
  at: { readonly procedure: ProcedureId; readonly startedAt: string; readonly targetSeconds: number },
): Recovery | null {
  if (at.procedure !== "failover" && at.procedure !== "mirror-failover") return null;
  const { targetSeconds } = at;
  const since = (from: string | null) =>
    from === null || times.usersBackAt === null ? null : (Date.parse(times.usersBackAt) - Date.parse(from)) / 1_000;
  const fewest = since(at.startedAt);
  const most = since(times.lastSign);
  if (fewest === null)
    return { targetSeconds, fewest, most, verdict: times.runSeconds === null ? "not-known" : "missed" };
  if (fewest > targetSeconds) return { targetSeconds, fewest, most, verdict: "missed" };
  return { targetSeconds, fewest, most, verdict: most !== null && most <= targetSeconds ? "met" : "not-known" };
}
