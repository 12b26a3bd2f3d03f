import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ChainRecord } from "#lib/domain/audit/chain.ts";
import type { HeadsPost } from "#lib/domain/audit/heads-post.ts";

/**
 * A post to where nobody can be asked what is there already (a webhook, a mailbox): the number of the last head that went is kept in
 * a file of this console's own. Where that is lost, heads are posted once more: each bears its number.
 */
export function markedPost(options: {
  readonly name: string;
  readonly markFile: string;
  /** Resolves when the other end has them. */
  readonly send: (heads: readonly ChainRecord[]) => Promise<unknown>;
}): HeadsPost {
  const { name, markFile, send } = options;
  return {
    name,
    post: async (heads) => {
      const last = heads.at(-1)?.number;
      if (last === undefined) return marked(markFile);
      await send(heads);
      mkdirSync(dirname(markFile), { recursive: true });
      writeFileSync(`${markFile}.new`, String(last), { flush: true });
      renameSync(`${markFile}.new`, markFile);
      return last;
    },
  };
}

function marked(markFile: string): number {
  try {
    return Math.max(0, Number.parseInt(readFileSync(markFile, "utf8"), 10)) || 0;
  } catch {
    return 0; // never posted, or the mark is gone: from the first head on
  }
}
