import { z } from "zod";
import type { EntryRow, RunStore } from "#lib/domain/store-port.ts";
import { findRecoveredRun } from "./recovered-run.ts";

/** Entries of the pool's stream that settle what becomes of stranded messages. */
export const settlementKinds = ["stranded-exported", "stranded-waived"] as const;

/** The stream of entries about a pool outside its runs. */
export const poolStream = (poolFqdn: string) => `pool:${poolFqdn}`;

const fingerprint = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const base = { runId: z.string(), runLabel: z.string(), instance: z.string().nullable(), home: fingerprint.nullable() };
const counts = { messages: z.number(), deletions: z.number() };

const exported = z.object({ ...base, ...counts, file: z.string(), sha256: z.string(), sizeBytes: z.number() });
const waived = z.object({
  ...base,
  messages: z.number().nullable(),
  deletions: z.number().nullable(),
  decidedBy: z.string(),
  reason: z.string(),
});

/** What an export writes into the audit. */
export type ExportedData = z.infer<typeof exported>;
/** What a waiver writes into the audit; counts and `home` null: home's copy could not be read. */
export type WaivedData = z.infer<typeof waived>;

type Said = { readonly at: string; readonly person: string };
/** An export or a waiver, with who and when. `home`: fingerprint of the copy that it is about. */
export type StrandedSettlement =
  | (Said & ExportedData & { readonly kind: "exported" })
  | (Said & WaivedData & { readonly kind: "waived" });

/** An audit entry as a settlement; null when it is something else. */
export function settlementOf(entry: EntryRow): StrandedSettlement | null {
  const { at, person } = entry;
  if (entry.kind === "stranded-exported") {
    const data = exported.safeParse(entry.data);
    return data.success ? { ...data.data, at, person, kind: "exported" } : null;
  }
  const data = entry.kind === "stranded-waived" ? waived.safeParse(entry.data) : null;
  return data?.success ? { ...data.data, at, person, kind: "waived" } : null;
}

/** Exports and waivers that belong to the newest failover, newest first. Only reads the audit. */
export async function settlements(
  store: Pick<RunStore, "runs" | "events" | "entries">,
  poolFqdn: string,
): Promise<readonly StrandedSettlement[]> {
  const run = await findRecoveredRun(store, poolFqdn);
  if (run === null || "overwrittenBy" in run) return [];
  const entries = await store.entries(poolStream(poolFqdn), settlementKinds, 50);
  return entries.flatMap((e) => settlementOf(e) ?? []).filter((s) => s.runId === run.runId);
}
