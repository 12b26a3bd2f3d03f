const withinMs = 5_000;

/** Whether the console answers at all, within five seconds. */
export async function consoleAnswers(): Promise<boolean> {
  try {
    return (await fetch("/api/health", { cache: "no-store", signal: AbortSignal.timeout(withinMs) })).ok;
  } catch {
    return false;
  }
}
