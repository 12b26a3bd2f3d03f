const againAfterMs = 1_000;

/**
 * Gives a function that asks for `work`: one at a time, at most every `everyMs`, and only while `isReady`; whatever is asked for meanwhile is one
 * more. Work that failed is done again after a second. Ends with the signal.
 */
export function makePace(options: {
  readonly work: () => Promise<void>;
  readonly everyMs: number;
  readonly isReady: () => boolean;
  readonly signal: AbortSignal;
}): () => void {
  const { work, everyMs, isReady, signal } = options;
  let [asked, busy] = [false, false];
  let notBefore = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  const rest = (afterMs: number) => {
    busy = false;
    notBefore = performance.now() + afterMs;
    if (asked) go();
  };
  const go = () => {
    if (busy || timer !== null || signal.aborted) return;
    const early = notBefore - performance.now();
    if (early > 0 || !isReady()) {
      timer = setTimeout(
        () => {
          timer = null;
          go();
        },
        Math.max(early, everyMs),
      );
      return;
    }
    [asked, busy] = [false, true];
    work().then(
      () => rest(everyMs),
      () => {
        asked = true;
        rest(againAfterMs);
      },
    );
  };
  signal.addEventListener("abort", () => {
    if (timer !== null) clearTimeout(timer);
  });
  return () => {
    asked = true;
    go();
  };
}
