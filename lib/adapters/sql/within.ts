import { StepError } from "#lib/domain/errors.ts";

/** What to do when a wait is over before its answer came. */
export type Limit = {
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  readonly effect: "none" | "unknown";
  readonly doing: string;
  readonly cut: () => void;
};

/** Waits for `work` at most `deadlineMs` (0 = no end) or until the signal; then cuts the line and throws. @throws StepError */
export async function within<T>(work: Promise<T>, limit: Limit): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const over = new Promise<never>((_, reject) => {
    const end = (why: string) => {
      limit.cut();
      reject(new StepError("unreachable", `${limit.doing}: ${why}`, { effect: limit.effect }));
    };
    if (limit.deadlineMs > 0)
      timer = setTimeout(() => end(`no answer within ${limit.deadlineMs} ms`), limit.deadlineMs);
    onAbort = () => end("the console stopped waiting");
    if (limit.signal?.aborted) onAbort();
    else limit.signal?.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) limit.signal?.removeEventListener("abort", onAbort);
    // The loser may still reject when its line is cut; its fate is already told.
    work.catch(() => undefined);
  }
}
