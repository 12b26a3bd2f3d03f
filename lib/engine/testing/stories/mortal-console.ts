import { AppError } from "#lib/domain/errors.ts";
import type { Ports, ProcessIdentity } from "#lib/domain/ports.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { type ConsoleProcess, consoleProcess, type Death } from "#lib/engine/testing/console-process.ts";
import type { MemoryStore } from "#lib/engine/testing/memory-store.ts";
import type { Random } from "./random.ts";
import type { StoryLog } from "./story-log.ts";
import type { Mood } from "./wire.ts";

type Parts = {
  readonly store: MemoryStore;
  readonly ports: Ports;
  readonly random: Random;
  readonly log: StoryLog;
  readonly mood: Mood;
  readonly death: Death | null;
  readonly poolFqdn: string;
};

/**
 * A console that may die at any append, command or call, freeze for a while after an append, and whose audit database refuses now
 * and then, also while it keeps what it says it refused. Nothing may leave it while another console holds the lease.
 */
export function mortalConsole(parts: Parts): ConsoleProcess {
  const { store, ports, random, log, mood, death, poolFqdn } = parts;
  let token: number | null = null;
  let frozenUntil = 0;
  const { clock } = ports;
  const failed = () => new AppError("store-failed", "disk I/O error");
  const roll = (p: number) => !mood.isCalm && random.chance(p);
  const unsteady: MemoryStore = {
    ...store,
    append: async (...args: Parameters<RunStore["append"]>) => {
      if (roll(0.002)) {
        log.happened("fault append refused", args[2].kind);
        throw failed();
      }
      const event = await store.append(...args);
      if (roll(0.002)) {
        log.happened("fault append kept but refused", args[2].kind);
        throw failed();
      }
      if (roll(args[2].kind === "act-intended" ? 0.02 : 0.003)) {
        const ms = random.ms(5_000, 90_000);
        log.happened("fault console frozen", `${ms} ms after ${args[2].kind}`);
        frozenUntil = clock.monotonicMs() + ms;
        await clock.sleep(ms);
      }
      return event;
    },
    takeLease: async (...args: Parameters<RunStore["takeLease"]>) => {
      const taken = await store.takeLease(...args);
      token = taken ?? token;
      return taken;
    },
    raiseLease: async (...args: Parameters<RunStore["raiseLease"]>) => {
      if (clock.monotonicMs() < frozenUntil) throw failed();
      return store.raiseLease(...args);
    },
  };
  const mustHoldLease = async (what: string) => {
    const now = await store.lease(poolFqdn);
    if (now !== null && now.token !== token) log.violated(`${what} is sent by a console whose lease another one took`);
  };
  const { sql, shell, files } = ports;
  const guarded: Ports = {
    ...ports,
    sql: { ...sql, execute: (c, act) => mustHoldLease(c.text).then(() => sql.execute(c, act)) },
    files: {
      ...files,
      copy: (c, act) => mustHoldLease(c.text).then(() => files.copy(c, act)),
      setAside: (c, act) => mustHoldLease(c.text).then(() => files.setAside(c, act)),
    },
    shell: {
      ...shell,
      invoke: (c, act) => {
        const onCarrier = async (process: ProcessIdentity) => {
          await act?.onCarrier?.(process);
          await mustHoldLease(c.text);
        };
        return shell.invoke(c, act && { ...act, ...(act.onCarrier ? { onCarrier } : {}) });
      },
    },
  };
  return consoleProcess({ store: unsteady, ports: guarded }, death);
}
