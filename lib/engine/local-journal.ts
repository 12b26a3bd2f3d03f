import { canonicalJson, chainHash, genesisHash } from "#lib/domain/audit/chain.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { LocalEvent, LocalJournalPort } from "#lib/domain/local-journal-port.ts";

/** The events of a run under way that wait for the audit database, one JSON line each, chained like its rows. */
export type LocalJournal = {
  readonly events: () => readonly LocalEvent[];
  /** Durable when it resolves. @throws AppError "store-failed" */
  readonly write: (event: LocalEvent) => Promise<void>;
  /** After the database has them all. @throws AppError "store-failed" */
  readonly close: () => Promise<void>;
};

type Line = { readonly body: string; readonly hash: string; readonly previousHash: string };

/** Opens the local journal, with what a console that died left in it. @throws AppError "conflict" when its chain is broken */
export async function openLocalJournal(port: LocalJournalPort): Promise<LocalJournal> {
  let kept: LocalEvent[] = [];
  let head = genesisHash;
  for (const [index, text] of (await port.read()).entries()) {
    const line = parse(text);
    if (line?.previousHash !== head || line.hash !== chainHash(head, line.body))
      throw new AppError("conflict", `line ${index + 1} of the local journal is not the one that was written there`);
    head = line.hash;
    kept.push(JSON.parse(line.body) as LocalEvent);
  }
  return {
    events: () => kept,
    write: async (event) => {
      const body = canonicalJson(event);
      const line: Line = { body, hash: chainHash(head, body), previousHash: head };
      await port.append(JSON.stringify(line));
      head = line.hash;
      kept.push(event);
    },
    close: async () => {
      if (kept.length > 0) await port.putAside();
      kept = [];
      head = genesisHash;
    },
  };
}

/** The line as we wrote it, or null. Its chain proves it; this only looks at the shape. */
function parse(text: string): Line | null {
  try {
    const line: unknown = JSON.parse(text);
    const isLine =
      typeof line === "object" && line !== null && "body" in line && "hash" in line && "previousHash" in line;
    return isLine ? (line as Line) : null;
  } catch {
    return null;
  }
}
