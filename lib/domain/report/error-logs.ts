import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { ErrorLogRead } from "#lib/domain/run/journal-error-log.ts";

/** What each instance wrote into its own error log meanwhile, as read last; empty in journals of consoles that did not read it. Pure. */
export function errorLogsOf(events: readonly RunEvent[]): readonly ErrorLogRead[] {
  const newest = new Map<string, ErrorLogRead>();
  for (const e of events) {
    if (e.kind !== "error-log-read") continue;
    const { kind, instance, from, until, lines, more, isCut, why } = e;
    newest.set(instance, { kind, instance, from, until, lines, more, isCut, why });
  }
  return [...newest.values()];
}
