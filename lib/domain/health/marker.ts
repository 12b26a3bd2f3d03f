import { z } from "zod";
import type { EntryRow, RunStore } from "#lib/domain/store-port.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";

/** Entries of the pool's stream about markers. */
export const markerKinds = ["marker-written", "marker-failed"] as const;

const written = z.object({ room: z.number().int(), name: z.string(), chatId: z.string() });
const failed = z.object({ why: z.string() });

/** One marker: a message of the product's own test in a room of its own, known by room and number. `writtenAt`: console's clock, ISO. */
export type Marker = z.infer<typeof written> & { readonly writtenAt: string };
/** What is known of the daily marker: the newest one, and why the newest try left none. */
export type MarkerStanding = {
  readonly newest: Marker | null;
  readonly failed: { readonly why: string; readonly at: string } | null;
};

const dayMs = 86_400_000;
const retryMs = 3_600_000;

/** Markers of these entries, newest first. An entry that is not understood is left out. Pure. */
export function foldMarkers(newestFirst: readonly EntryRow[]): readonly Marker[] {
  return newestFirst.flatMap(({ kind, at, data }) => {
    const said = kind === "marker-written" ? written.safeParse(data) : null;
    return said?.success ? [{ ...said.data, writtenAt: at }] : [];
  });
}

/** The newest marker, and the newest failure where no marker came after it. Pure. */
export function markerStanding(newestFirst: readonly EntryRow[]): MarkerStanding {
  const [newest] = newestFirst;
  const said = newest?.kind === "marker-failed" ? failed.safeParse(newest.data) : null;
  return {
    newest: foldMarkers(newestFirst)[0] ?? null,
    failed: said?.success && newest ? { ...said.data, at: newest.at } : null,
  };
}

/** Once a day; after a try that left no marker again in an hour. By the console's clock. Pure. */
export function isMarkerDue({ newest, failed: failure }: MarkerStanding, now: string): boolean {
  const since = (at: string | undefined) =>
    at === undefined ? Number.POSITIVE_INFINITY : Date.parse(now) - Date.parse(at);
  return since(newest?.writtenAt) >= dayMs && since(failure?.at) >= retryMs;
}

/** A room's GUID: the last part of its URI (ma-chan://contoso.local/<guid>); null when there is none. Pure. */
export function roomGuidOf(uri: string): string | null {
  return /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(uri)?.[1] ?? null;
}

const kept = 7;

/** The newest markers of a pool, newest first, at most a week of them. Only reads the audit. @throws AppError "store-failed" */
export async function readMarkers(store: Pick<RunStore, "entries">, poolFqdn: string): Promise<readonly Marker[]> {
  return foldMarkers(await store.entries(poolStream(poolFqdn), ["marker-written"], kept));
}
