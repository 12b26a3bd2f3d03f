import type { ChainRecord } from "#lib/domain/audit/chain.ts";
import type { HeadsPost } from "#lib/domain/audit/heads-post.ts";
import type { ClockPort } from "#lib/domain/ports.ts";
import { messageOf, runLoop } from "./loop.ts";

const everyMs = 30_000;
const deadlineMs = 60_000;
const pageSize = 200;

/**
 * Posts each new record of the head chain outside, in order, until it is there: a rewrite of the whole database, its seals
 * included, then differs from what was posted. `note` hears when posting begins to fail and when it goes again.
 */
export function makeHeadsWatch(options: {
  readonly clock: ClockPort;
  readonly post: HeadsPost;
  /** Only the newest head each time: it stands for all before it. Default all. */
  readonly onlyNewest?: boolean;
  /** Default 30,000. */
  readonly everyMs?: number;
  /** Records of the head chain after this number, in order. */
  readonly heads: (after: number, limit: number) => Promise<readonly ChainRecord[]>;
  readonly note: (
    kind: "heads-not-posted" | "heads-posted-again",
    data: Readonly<Record<string, string>>,
  ) => Promise<void>;
}): { readonly start: () => void; readonly stop: () => Promise<void> } {
  const { clock, post, heads, note, onlyNewest = false, everyMs: intervalMs = everyMs } = options;
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let posted: number | null = null;
  let isFailing = false;
  const work = async (): Promise<undefined> => {
    posted ??= await post.post([]);
    const newest: ChainRecord[] = [];
    let after = posted;
    for (;;) {
      const page = await heads(after, pageSize);
      if (onlyNewest && page.length > 0) newest.splice(0, 1, ...page.slice(-1));
      else if (onlyNewest) break;
      else if (page.length > 0) posted = await post.post(page);
      after = onlyNewest ? (page.at(-1)?.number ?? after) : posted;
      if (page.length < pageSize) break;
    }
    if (newest.length > 0) posted = await post.post(newest);
    if (!isFailing) return;
    isFailing = false;
    await note("heads-posted-again", { to: post.name, number: String(posted) });
  };
  const onError = (error: unknown) => {
    if (isFailing) return;
    isFailing = true;
    note("heads-not-posted", { to: post.name, why: messageOf(error) }).catch(() => {
      isFailing = false; // the audit does not answer either: said at the next turn
    });
  };
  return {
    start: () => {
      running = runLoop({ clock, signal: stopping.signal, intervalMs, deadlineMs, work, onError });
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
