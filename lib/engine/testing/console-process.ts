import type { Ports } from "#lib/domain/ports.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { EvidencePort } from "#lib/domain/steps/step.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import type { EngineDeps } from "#lib/engine/engine-deps.ts";
import type { Bench } from "./engine-bench.ts";

type Counted = "append" | "command" | "call";
/**
 * Where a process dies: after the n-th append is durable, after the n-th command took effect but before its answer came, or after
 * the n-th call of any kind, looks and waits among them; or before the n-th call of a kind reaches anything.
 */
export type Death = { readonly after: Counted; readonly n: number } | { readonly before: Counted; readonly n: number };

export type ConsoleProcess = {
  readonly store: RunStore;
  readonly ports: Ports;
  readonly deps: Partial<EngineDeps>;
  /** Calls that it has made of anything outside, and those that were answered without an error. */
  readonly calls: () => { readonly before: number; readonly after: number };
  readonly kill: () => void;
  /** From now on it dies of nothing by itself: so that it can be stopped in good order. */
  readonly spare: () => void;
  readonly isDead: () => boolean;
};

/** A console process: once dead, nothing it asks for is done and nothing is ever answered. */
export function consoleProcess(
  bench: Pick<Bench, "store" | "ports"> & { readonly evidence?: EvidencePort },
  death: Death | null = null,
): ConsoleProcess {
  let dead = false;
  let isSpared = false;
  const counts = { before: { append: 0, command: 0, call: 0 }, after: { append: 0, command: 0, call: 0 } };
  const at = { before: null, after: null, ...death };
  const count = (moment: keyof typeof counts, what: Counted) => {
    counts[moment][what] += 1;
    if (!isSpared && at[moment] === what && death?.n === counts[moment][what]) dead = true;
  };
  const alive =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>, what?: "append" | "command") =>
    async (...args: A): Promise<R> => {
      if (dead) return never<R>();
      count("before", "call");
      if (what) count("before", what);
      if (dead) return never<R>();
      try {
        const result = await call(...args);
        // What ends after its console's death was not heard by it.
        if (!dead) count("after", "call");
        if (!dead && what) count("after", what);
        return dead ? never<R>() : result;
      } catch (e) {
        if (dead) return never<R>();
        throw e;
      }
    };
  const { store, ports, evidence } = bench;
  const isRead = (text: string) => text.startsWith("Get-");
  return {
    isDead: () => dead,
    calls: () => ({ before: counts.before.call, after: counts.after.call }),
    deps: evidence
      ? {
          evidence: {
            watermarks: alive(evidence.watermarks),
            newestCapture: alive(evidence.newestCapture),
            stranded: alive(evidence.stranded),
            markers: alive(evidence.markers),
          },
        }
      : {},
    kill: () => {
      dead = true;
    },
    spare: () => {
      isSpared = true;
    },
    store: {
      ...store,
      append: alive(store.append, "append") as (...args: Parameters<RunStore["append"]>) => Promise<RunEvent>,
      events: alive(store.events),
      activeRun: alive(store.activeRun),
      plan: alive(store.plan),
      lease: alive(store.lease),
      takeLease: alive(store.takeLease),
      raiseLease: alive(store.raiseLease),
      releaseLease: alive(store.releaseLease),
    },
    ports: {
      ...ports,
      sql: {
        read: (query, row) => alive(() => ports.sql.read(query, row))(),
        readHeaders: alive(ports.sql.readHeaders),
        execute: alive(ports.sql.execute, "command"),
        quiet: alive(ports.sql.quiet),
      },
      shell: {
        invoke: (command, act) =>
          alive(() => ports.shell.invoke(command, act), isRead(command.text) ? undefined : "command")(),
        quiet: alive(ports.shell.quiet),
        end: alive(ports.shell.end),
      },
      net: { connect: alive(ports.net.connect) },
      files: {
        list: alive(ports.files.list),
        find: alive(ports.files.find),
        copy: alive(ports.files.copy, "command"),
        setAside: alive(ports.files.setAside, "command"),
      },
      clock: { now: ports.clock.now, monotonicMs: ports.clock.monotonicMs, sleep: alive(ports.clock.sleep) },
    },
  };
}

const never = <R>() => new Promise<R>(() => undefined);
