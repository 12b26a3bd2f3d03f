/** Called once by Next.js when the server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ readEnv }, { startRuntimeOrEnd }] = await Promise.all([import("#lib/env.ts"), import("#lib/runtime.ts")]);
  await startRuntimeOrEnd(readEnv);
}
