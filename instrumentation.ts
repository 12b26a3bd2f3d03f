/** Called once by Next.js when the server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ readEnv }, { startRuntime }] = await Promise.all([import("#lib/env.ts"), import("#lib/runtime.ts")]);
  try {
    await startRuntime(readEnv());
  } catch (e) {
    // Next.js would go on answering 500: a console that cannot start says why, once, and ends.
    console.error(`the console cannot start: ${e instanceof Error ? e.message : String(e)}`);
    process.exit(1);
  }
}
