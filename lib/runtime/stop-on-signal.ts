import type { Logger } from "pino";

const patienceMs = 8_000;

/** NEXT_MANUAL_SIG_HANDLE is set by the start script: no new act begins, the running one is journaled as cut off, then exit. */
export function stopOnSignal(stop: () => Promise<void>, log: Logger): void {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, "stopping");
      // A hung server must not keep the process: what is cut off is found again by observation.
      setTimeout(() => process.exit(1), patienceMs).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
