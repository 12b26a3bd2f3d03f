import { AppError } from "#lib/domain/errors.ts";
import type { LocalJournalPort, SoleRunnerPort } from "#lib/domain/local-journal-port.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import { steadyStore } from "#lib/engine/steady-store.ts";
import { type Bench, failoverBench, type Person } from "./engine-bench.ts";
import type { FakeServers } from "./fake-servers.ts";
import type { MemoryStore } from "./memory-store.ts";

/** For tests: a disk with one file of lines; `isFull` makes it refuse. */
export function fakeFile(): LocalJournalPort & { isFull: boolean; lines: string[]; readonly aside: string[][] } {
  const file = {
    isFull: false,
    lines: [] as string[],
    aside: [] as string[][],
    read: async () => [...file.lines],
    append: async (line: string) => {
      if (file.isFull) throw new AppError("store-failed", "the disk is full");
      file.lines.push(line);
    },
    putAside: async () => {
      file.aside.push(file.lines);
      file.lines = [];
    },
  };
  return file;
}

/** For tests: whether this process is the only runner. */
export function fakeSoleRunner(says: "held" | "taken" | "cannot-tell" = "held"): SoleRunnerPort {
  let held = false;
  return {
    hold: () => {
      held = says === "held";
      return says;
    },
    isHeld: () => held,
    release: () => {
      held = false;
    },
  };
}

export type DyingDatabase = MemoryStore & {
  /** From now on everything fails; or the next n-th append does, and everything after it. */
  die: (atAppend?: number) => void;
  revive: () => void;
  readonly appends: () => number;
};

/** For tests: the database, which can die. "lied" = the append at which it dies is kept although it says that it failed. */
export function dyingDatabase(store: MemoryStore, lied = false): DyingDatabase {
  let isDead = false;
  let dieAt: number | null = null;
  let count = 0;
  const failed = () => new AppError("store-failed", "disk I/O error");
  const alive =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (isDead) throw failed();
      return call(...args);
    };
  const verbs = Object.fromEntries(
    Object.entries(store).map(([name, verb]) => [
      name,
      name === "onAppend" || name === "chain" ? verb : alive(verb as (...args: readonly unknown[]) => Promise<unknown>),
    ]),
  ) as unknown as MemoryStore;
  return {
    ...verbs,
    append: async (...args: Parameters<RunStore["append"]>) => {
      count += 1;
      if (dieAt !== null && count >= dieAt && !isDead) {
        isDead = true;
        if (lied) await store.append(...args);
      }
      if (isDead) throw failed();
      return store.append(...args);
    },
    die: (atAppend) => {
      if (atAppend === undefined) isDead = true;
      else dieAt = atAppend;
    },
    revive: () => {
      isDead = false;
      dieAt = null;
    },
    appends: () => count,
  };
}

export type DeadBench = {
  readonly bench: Bench;
  readonly database: DyingDatabase;
  readonly file: ReturnType<typeof fakeFile>;
  readonly start: (name?: string) => { readonly stop: () => Promise<void> };
  readonly startWith: Bench["start"];
  readonly auditState: ReturnType<typeof steadyStore>["auditState"];
};

/** A failover whose audit database can die; everybody reads and writes through the steady store. */
export async function deadBench(
  person: Person,
  options: {
    readonly lied?: boolean;
    readonly soleRunner?: SoleRunnerPort;
    readonly arrange?: (servers: FakeServers) => void;
  } = {},
): Promise<DeadBench> {
  const file = fakeFile();
  const soleRunner = options.soleRunner ?? fakeSoleRunner();
  const made: { database?: DyingDatabase; steady?: ReturnType<typeof steadyStore<MemoryStore>> } = {};
  const bench = await failoverBench(person, options.arrange, (memory, clock) => {
    made.database = dyingDatabase(memory, options.lied);
    made.steady = steadyStore<MemoryStore>({ store: made.database, file, soleRunner, clock, log: () => undefined });
    return made.steady;
  });
  const { database, steady } = made;
  if (!database || !steady) throw new AppError("internal", "the bench has no store");
  const startWith: Bench["start"] = (name, over) =>
    bench.start(name, { ...over, deps: { soleRunner, tryAudit: steady.tryAudit } });
  const start = (name?: string) => startWith(name);
  return { bench, database, file, start, startWith, auditState: steady.auditState };
}
