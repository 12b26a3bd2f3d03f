import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { StepError } from "#lib/domain/errors.ts";
import type { FileEntry, FilePort } from "#lib/domain/ports.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { fileNameOrThrow } from "./file-name.ts";
import { ShareWorker } from "./share-worker.ts";

export type FilePortOptions = {
  readonly pool: { readonly folders: Readonly<Record<string, Pick<Pool["folders"]["copyFolder"], "asConsole">>> };
  /** Where `share-process.mjs` lies; a bundler moves this module but not that file. Default: beside this module. */
  readonly workerPath?: string;
};

const listDeadlineMs = 10_000;
const silentMs = 60_000;
const entries: z.ZodType<FileEntry[]> = z.array(
  z.object({ name: z.string(), sizeBytes: z.bigint(), modifiedAt: z.string() }),
);
const renamed = z.object({ files: z.array(z.string()) });
const copied = z.object({ sha256: z.string().length(64), sizeBytes: z.bigint() });

/** So many processes copy into one folder: what one file costs a processor is also paid while another is flushed. */
const copiers = ["copy", "copy-2"];

/** The pool's folders, each behind child processes of its own: one that lists, and those that copy into it. */
export function makeFilePort(options: FilePortOptions): FilePort & { close(): Promise<void> } {
  const workerPath = options.workerPath ?? join(dirname(fileURLToPath(import.meta.url)), "share-process.mjs");
  const workers = new Map<string, ShareWorker>();
  const workerOf = (key: string): ShareWorker => {
    const worker = workers.get(key) ?? new ShareWorker(workerPath, key);
    workers.set(key, worker);
    return worker;
  };
  const copierInto = (folder: string): ShareWorker => {
    const all = copiers.map((label) => workerOf(`${label} ${folder}`));
    return all.reduce((least, one) => (one.underWay < least.underWay ? one : least));
  };
  const pathOf = (folder: string): string => {
    const found = Object.entries(options.pool.folders).find(([id]) => id === folder);
    if (found === undefined)
      throw new StepError("bad-input", `${folder} is not a folder of the pool file`, { effect: "none" });
    return found[1].asConsole;
  };

  return {
    list: async (folder, deadlineMs = listDeadlineMs) => {
      const input = { folder: pathOf(folder) };
      const call = { verb: "list", input, doing: `listing ${folder}`, deadlineMs, silentMs } as const;
      return entries.parse(await workerOf(`list ${folder}`).ask(call));
    },
    find: async (folder, names) => {
      const input = { folder: pathOf(folder), names: names.map(fileNameOrThrow) };
      const doing = `looking for ${names.join(", ")} in ${folder}`;
      const call = { verb: "find", input, doing, deadlineMs: listDeadlineMs, silentMs } as const;
      return entries.parse(await workerOf(`list ${folder}`).ask(call));
    },
    copy: async (command, act) => {
      const { from, to, file, sizeBytes, aside } = command.parameters;
      const name = fileNameOrThrow(file);
      if (to !== command.target)
        throw new StepError("bad-input", `${command.target} is not where ${to} is`, { effect: "none" });
      if (!/^\d{1,19}$/.test(sizeBytes))
        throw new StepError("bad-input", `${sizeBytes} is not a size`, { effect: "none" });
      const target = join(pathOf(to), name);
      const run = act.runId.replace(/[^A-Za-z0-9-]/g, "");
      const answer = await copierInto(to).ask({
        verb: "copy",
        input: {
          sourcePath: join(pathOf(from), name),
          targetPath: target,
          partialPath: `${target}.partial-${run}`,
          sizeBytes: BigInt(sizeBytes),
          ...(aside === undefined ? {} : { asidePath: join(pathOf(to), fileNameOrThrow(aside)) }),
        },
        doing: `copying ${name} from ${from} to ${to}`,
        deadlineMs: command.deadlineMs,
        silentMs,
        signal: act.signal,
        onProgress: (bytes) =>
          act.onOutput({ source: to, level: "info", text: `${name}: ${bytes} of ${sizeBytes} bytes` }),
      });
      return copied.parse(answer);
    },
    setAside: async (command, act) => {
      const { to, aside } = command.parameters;
      fileNameOrThrow(`x${aside ?? ""}`);
      const answer = await workerOf(`copy ${to}`).ask({
        verb: "setAsideAll",
        input: { folder: pathOf(to), suffix: aside ?? "" },
        doing: `setting log backups in ${to} aside`,
        deadlineMs: command.deadlineMs,
        silentMs,
        signal: act.signal,
      });
      return renamed.parse(answer);
    },
    close: async () => {
      for (const worker of workers.values()) worker.kill("the console is closing");
      workers.clear();
    },
  };
}
