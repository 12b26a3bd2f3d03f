import type { EngineDeps } from "./engine-deps.ts";

/**
 * Waits so many milliseconds, or until something was appended to a journal in this process: whoever waits for a person, a run or
 * another lane goes on at once. Ends also when the signal fires. What another process appends is found by the next look.
 */
export async function rest(
  { store, ports }: Pick<EngineDeps, "store" | "ports">,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  const heard = new AbortController();
  const wake = () => heard.abort();
  const forget = store.onAppend(wake);
  // Not AbortSignal.any: a console that idles for months would hang one listener a rest on the same signal.
  signal.addEventListener("abort", wake, { once: true });
  if (signal.aborted) wake();
  await ports.clock.sleep(ms, heard.signal).catch(() => undefined);
  signal.removeEventListener("abort", wake);
  forget();
}
