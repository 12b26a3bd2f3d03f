import type { AuditStanding } from "#lib/domain/audit/audit-standing.ts";
import type { AuditState } from "#lib/domain/local-journal-port.ts";
import type { ClockPort } from "#lib/domain/ports.ts";
import { messageOf, runLoop } from "./loop.ts";

/** Whether the audit database answers, also while no run asks it. */
export type AuditWatch = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly current: () => AuditStanding;
};

const everyMs = 5_000;
const deadlineMs = 15_000;

/**
 * Makes the watch of the audit database. `state` is what runs know; only while that is "up" is the database tried with
 * `probe`, which changes nothing. `publish` hears each change. Starting twice is the caller's mistake.
 */
export function makeAuditWatch(options: {
  readonly clock: ClockPort;
  readonly state: () => AuditState;
  readonly probe: () => Promise<unknown>;
  readonly publish: (standing: AuditStanding) => void;
}): AuditWatch {
  const { clock, state, probe, publish } = options;
  const stopping = new AbortController();
  let down: Extract<AuditStanding, { readonly kind: "down" }> | null = null;
  let told = "";
  let running: Promise<void> = Promise.resolve();
  const current = (): AuditStanding => {
    const known = state();
    return known.kind === "up" ? (down ?? known) : known;
  };
  const tell = () => {
    const text = JSON.stringify(current());
    if (text !== told) publish(current());
    told = text;
  };
  return {
    current,
    start: () => {
      running = runLoop({
        clock,
        signal: stopping.signal,
        intervalMs: everyMs,
        deadlineMs,
        work: async () => {
          if (state().kind === "up") await probe();
          down = null;
          tell();
          return undefined;
        },
        onError: (error) => {
          down ??= { kind: "down", since: clock.now().toISOString(), cause: messageOf(error) };
          tell();
        },
      });
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
