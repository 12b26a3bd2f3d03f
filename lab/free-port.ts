const tries = 200;

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES");
}

/** Opens at the wanted port, or at the next one that is free. `used` are ports that this lab has given away. */
export async function openAtFreePort<T>(
  wanted: number,
  used: Set<number>,
  open: (port: number) => Promise<T>,
): Promise<{ readonly port: number; readonly opened: T }> {
  for (let port = wanted; port < wanted + tries; port += 1) {
    if (used.has(port)) continue;
    try {
      const opened = await open(port);
      used.add(port);
      return { port, opened };
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`no free port from ${wanted} on`);
}
