import { AppError } from "#lib/domain/errors.ts";
import type { Env } from "#lib/env.ts";
import { makeRuntime } from "#lib/runtime/make-runtime.ts";

const key = Symbol.for("persistent-chat.runtime");
const ready = Symbol.for("persistent-chat.runtime.ready");
type Runtime = Awaited<ReturnType<typeof makeRuntime>>;
type Holder = { [key]?: Promise<Runtime>; [ready]?: Runtime };
const holder = globalThis as unknown as Holder;

/** The one runtime object. @throws AppError "internal" before `startRuntime` has finished */
export function getRuntime(): Runtime {
  const runtime = holder[ready];
  if (!runtime) throw new AppError("internal", "the console is still starting");
  return runtime;
}

/** Makes the runtime once per process; a second call gives the first one's. @throws AppError when the environment does not hold up */
export async function startRuntime(env: Env): Promise<void> {
  holder[key] ??= makeRuntime(env);
  holder[ready] = await holder[key];
}

/** The same at a server's start. Next.js would go on answering 500: a console that cannot start says why, once, and ends. */
export async function startRuntimeOrEnd(read: () => Env): Promise<void> {
  try {
    await startRuntime(read());
  } catch (e) {
    process.stderr.write(`the console cannot start: ${e instanceof Error ? e.message : String(e)}\n`);
    process.exit(1);
  }
}
