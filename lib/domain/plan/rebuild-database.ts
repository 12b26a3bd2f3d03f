import type { Capture } from "#lib/domain/store-port.ts";
import type { DatabaseWords } from "#lib/domain/topology/log-shipping.ts";
import { type CapturedRow, captured, isCaptured } from "./captured.ts";

/** What a capture holds of `mgc` at home: its values, and the names of those it knows (a mirror without a safety level is known too). */
export type CapturedDatabase = { readonly words: DatabaseWords; readonly knows: readonly string[] };

/** Owner, options and mirroring out of the home halves, home A's first. Pure. */
export function capturedDatabase(capture: Capture | null, home: readonly string[]): CapturedDatabase {
  const halves = home.map((instance) => capture?.halves[`instance:${instance}`]?.data);
  const options = halves.map((half) => captured(half, "databaseOptions")[0]).find(Boolean);
  const mirroring = halves.flatMap((half) => captured(half, "mirroring").slice(0, 1));
  const mirrored = mirroring.find((row) => row.mirroring_role_desc !== null);
  const compliance = halves.filter((half) => isCaptured(half, "complianceMirroring"));
  const [owner, trustworthy, chaining] = [
    textOf(options, "ownerName"),
    flagOf(options, "is_trustworthy_on"),
    flagOf(options, "is_db_chaining_on"),
  ];
  const safety = textOf(mirrored, "mirroring_safety_level_desc");
  const complianceRow = compliance
    .flatMap((half) => captured(half, "complianceMirroring"))
    .find((row) => row.mirroring_role_desc);
  const words: DatabaseWords = {
    ...(owner === null ? {} : { owner }),
    ...(trustworthy === null ? {} : { trustworthy }),
    ...(chaining === null ? {} : { chaining }),
    ...(mirroring.length === 0 ? {} : { mirrored: mirrored !== undefined }),
    ...(safety === "FULL" || safety === "OFF" ? { safety } : {}),
    ...(mirrored === undefined ? {} : { witness: textOf(mirrored, "mirroring_witness_name") ?? "none" }),
    ...(compliance.length === 0 ? {} : { complianceMirrored: complianceRow !== undefined }),
    ...(complianceRow === undefined
      ? {}
      : { complianceWitness: textOf(complianceRow, "mirroring_witness_name") ?? "none" }),
  };
  return { words, knows: [...Object.keys(words), ...(mirrored === undefined ? [] : ["safety"])] };
}

const textOf = (row: CapturedRow | undefined, key: string): string | null => {
  const value = row?.[key];
  return typeof value === "string" && value !== "" ? value : null;
};
const flagOf = (row: CapturedRow | undefined, key: string): boolean | null => {
  const value = row?.[key];
  return typeof value === "boolean" ? value : typeof value === "number" ? value !== 0 : null;
};
