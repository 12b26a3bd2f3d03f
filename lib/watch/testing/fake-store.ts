import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { Capture, EntryRow, RunRow, RunStore, WatchStore, Watermark } from "#lib/domain/store-port.ts";
import { memoryFigures } from "./memory-figures.ts";

/** For tests: a store in memory. `now`: when its entries are recorded, ISO. */
export function fakeStore(now = () => "2026-11-21T10:00:00.000Z"): WatchStore &
  ReturnType<typeof memoryFigures> &
  Pick<RunStore, "activeRun" | "onAppend" | "runs" | "events" | "entries" | "recordEntry"> & {
    saved: Watermark[];
    captures: Capture[];
    run: RunRow | null;
    /** Newest first, with their journals by id. */
    history: RunRow[];
    journals: Record<string, RunEvent[]>;
    recorded: (EntryRow & { readonly stream: string })[];
  } {
  const store = {
    saved: [] as Watermark[],
    captures: [] as Capture[],
    ...memoryFigures(),
    run: null as RunRow | null,
    saveCapture: async (capture: Capture) => void store.captures.unshift(capture),
    newestCapture: async () => store.captures[0] ?? null,
    saveWatermark: async (_pool: string, watermark: Watermark) => void store.saved.unshift(watermark),
    watermarks: async () => store.saved,
    activeRun: async () => store.run,
    history: [] as RunRow[],
    journals: {} as Record<string, RunEvent[]>,
    recorded: [] as (EntryRow & { readonly stream: string })[],
    runs: async () => store.history,
    events: async (runId: string, after = 0) => (store.journals[runId] ?? []).slice(after),
    entries: async (stream: string, kinds: readonly string[]) =>
      store.recorded.filter((e) => e.stream === stream && kinds.includes(e.kind)),
    recordEntry: async (entry: Omit<EntryRow, "at"> & { readonly stream: string }) =>
      void store.recorded.unshift({ ...entry, at: now() }),
    onAppend: () => () => undefined,
  };
  return store;
}
