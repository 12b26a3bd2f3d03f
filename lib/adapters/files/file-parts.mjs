// Reads and writes files part by part, with the next part read while one is dealt with.

/** How much is read at once: large, because each part costs several changes between threads. At most two are held. Bytes. */
export const chunkBytes = 8 * 1024 * 1024;

/** Fills a buffer from a file; gives less only where the file ends. */
export async function readFully(handle, buffer, position) {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/**
 * A file's parts in order, at most `size` bytes: while one is dealt with, the next is read. Two buffers, so a part is only good until
 * the next one is asked for.
 */
export async function* partsOf(handle, size) {
  const length = Math.min(chunkBytes, Math.max(1, size));
  const buffers = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)];
  const read = (position, buffer) => {
    const reading = readFully(handle, buffer.subarray(0, Math.min(length, size - position)), position);
    reading.catch(() => undefined); // whoever takes it hears it; nobody does when the one before it failed
    return reading;
  };
  let next = read(0, buffers[0]);
  for (let position = 0, turn = 1; position < size; turn = 1 - turn) {
    const part = await next;
    if (part.length === 0) return;
    next = read(position + part.length, buffers[turn]);
    yield { position, part };
    position += part.length;
  }
  await next;
}

/** Writes a part but for what lies before `from`: that is there already. */
export async function writeFrom(target, part, { position, from }) {
  let written = Math.max(0, from - position);
  while (written < part.length) {
    const { bytesWritten } = await target.write(part, written, part.length - written, position + written);
    written += bytesWritten;
  }
}
