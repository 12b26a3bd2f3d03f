import { join } from "node:path";
import { headsFile } from "#lib/adapters/evidence/heads-file.ts";
import type { HistoryStore } from "#lib/domain/history-port.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import type { Env } from "#lib/env.ts";
import { makeHeadsWatch } from "#lib/watch/heads-watch.ts";
import { systemClock } from "./system-clock.ts";

/** Starts posting the audit's heads to the file of the environment; null where it names none. */
export function startHeads(env: Env, { store, history }: { readonly store: RunStore; readonly history: HistoryStore }) {
  if (env.headsFile === null) return null;
  const program = join(env.migrationsDir, "..", "..", "lib", "adapters", "evidence", "append-heads.mjs");
  const watch = makeHeadsWatch({
    clock: systemClock,
    post: headsFile(env.headsFile, program),
    heads: history.heads,
    note: (kind, data) => store.recordEntry({ stream: "console", kind, person: "console", data }),
  });
  watch.start();
  return watch;
}
