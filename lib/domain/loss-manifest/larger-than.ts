import { compareLsn } from "#lib/domain/log-chain/plan-chain.ts";
import type { PlannedManifest } from "./planned-manifest.ts";

/** In what a loss is larger than the one that was signed. */
export type Larger = "fewest" | "most" | "not-known" | "log-ends-earlier";

/**
 * In what the loss seen now is larger than the signed one; empty: in nothing. What was known when it was signed and is not known now is
 * larger, unless the log reaches as far as then: what is lost lies behind its end. The upper bound may grow as the signature says, by so
 * many a minute, since nobody knows when home stopped. Pure.
 */
export function largerThan(now: PlannedManifest, signed: PlannedManifest): readonly Larger[] {
  const log = inLog(now, signed);
  return [...inMessages(now, signed, log.length === 0 && reaches(now, signed)), ...log];
}

function inMessages(now: PlannedManifest, signed: PlannedManifest, isLogWhole: boolean): readonly Larger[] {
  const [seen, said] = [now.messages, signed.messages];
  if (said === null) return seen === null ? [] : ["not-known"];
  if (seen === null || (said.fewest === null && said.most === null)) return [];
  const minutes = Math.max(0, Math.ceil((Date.parse(now.seenAt) - Date.parse(signed.seenAt)) / 60_000));
  const grown = BigInt(minutes) * BigInt(said.perMinute ?? "0");
  // What is surely lost may come up to what the signature allowed for, not above it.
  const isMore = (bound: "fewest" | "most") =>
    said.most !== null && BigInt(seen[bound] ?? "0") > BigInt(said.most) + grown;
  const more = (["fewest", "most"] as const).filter(isMore);
  const isLost = (["fewest", "most"] as const).some((bound) => said[bound] !== null && seen[bound] === null);
  return more.length === 0 && isLost && !isLogWhole ? ["not-known"] : more;
}

function reaches(now: PlannedManifest, signed: PlannedManifest): boolean {
  const [seen, said] = [now.log?.upTo, signed.log?.upTo];
  return seen != null && said != null && compareLsn(seen.lsn, said.lsn) >= 0;
}

function inLog(now: PlannedManifest, signed: PlannedManifest): readonly Larger[] {
  return signed.log?.upTo && !reaches(now, signed) ? ["log-ends-earlier"] : [];
}
