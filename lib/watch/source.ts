import { StepError } from "#lib/domain/errors.ts";
import type { FigureStore } from "#lib/domain/figures/figure-store.ts";
import type { AlertNews } from "#lib/domain/health/alerts.ts";
import type { Mail } from "#lib/domain/mail/mail.ts";
import type { NotifyPort } from "#lib/domain/notify-port.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { RunStore, WatchStore } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { Seen } from "./seen.ts";

/** Milliseconds between two turns of each kind of source. */
export type Intervals = {
  readonly instance: number;
  readonly logShipping: number;
  readonly lync: number;
  readonly share: number;
  readonly windowsService: number;
  readonly watermark: number;
  readonly capture: number;
  readonly run: number;
  readonly homeReturn: number;
  readonly work: number;
  readonly parity: number;
  readonly chain: number;
  readonly nextHop: number;
  readonly recoveryTime: number;
  readonly figures: number;
};

/** What a source may use; `change` puts its part into what was seen. */
export type SourceContext = {
  readonly pool: Pool;
  readonly ports: Ports;
  readonly store: WatchStore &
    FigureStore &
    Pick<RunStore, "activeRun" | "runs" | "events" | "entries" | "recordEntry">;
  readonly intervals: Intervals;
  readonly maxAgeMs: number;
  /** By which alerts leave the console; none: they only stand on its pages. */
  readonly channels: readonly NotifyPort[];
  /** Where a browser finds this console. */
  readonly consoleUrl: string;
  /** The mails that tell of an alert; none where nobody is to be written to. @throws AppError "store-failed" */
  readonly mailsFor: (news: AlertNews) => Promise<readonly Mail[]>;
  readonly seen: () => Seen;
  readonly change: (part: (seen: Seen) => Partial<Seen>) => void;
};

/** One thing watched on a loop of its own. `failed` gets the error of a turn, also of one that hung. */
export type Source = {
  readonly name: string;
  readonly intervalMs: number;
  readonly work: () => Promise<number | undefined>;
  readonly failed: (error: unknown) => void;
  /** Longest turn; default 25 s, more than any port's own deadline. */
  readonly deadlineMs?: number;
};

/** The one writable copy as last read without error. @throws StepError "refused" when there is none or more than one */
export function liveInstance(seen: Seen): string {
  const live = Object.values(seen.instances).filter((each) => each.error === null && each.value?.writable === true);
  const only = live.length === 1 ? live[0]?.value?.name : undefined;
  if (only === undefined)
    throw new StepError("refused", `${live.length} writable copies of mgc are known; one is needed`, {
      effect: "none",
    });
  return only;
}

/** The value, or what was thrown: for what is not yet known and asked again soon. */
export function attempt<T>(work: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}
