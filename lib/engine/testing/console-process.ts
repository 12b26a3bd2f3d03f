import type { Ports } from "#lib/domain/ports.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import type { Bench } from "./engine-bench.ts";

/**
 * Where a process dies: after the n-th append is durable, after the n-th command took effect but before its answer came, or after
 * the n-th call of any kind, looks and waits among them.
 */
export type Death = { readonly after: "append" | "command" | "call"; readonly n: number };

export type ConsoleProcess = {
  readonly store: RunStore;
  readonly ports: Ports;
  readonly kill: () => void;
  readonly isDead: () => boolean;
};

/** A console process: once dead, nothing it asks for is done and nothing is ever answered. */
export function consoleProcess(bench: Pick<Bench, "store" | "ports">, death: Death | null = null): ConsoleProcess {
  let dead = false;
  const counts = { append: 0, command: 0, call: 0 };
  const seen = (what: Death["after"]) => {
    counts[what] += 1;
    if (death?.after === what && death.n === counts[what]) dead = true;
  };
  const alive =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>, after?: "append" | "command") =>
    async (...args: A): Promise<R> => {
      if (dead) return never<R>();
      try {
        const result = await call(...args);
        seen("call");
        if (after) seen(after);
        return dead ? never<R>() : result;
      } catch (e) {
        if (dead) return never<R>();
        throw e;
      }
    };
  const { store, ports } = bench;
  const isRead = (text: string) => text.startsWith("Get-");
  return {
    isDead: () => dead,
    kill: () => {
      dead = true;
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
