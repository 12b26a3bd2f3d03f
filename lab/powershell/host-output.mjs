/** Ordered writing to stdout and stderr, with the line ends and chunks that the habits ask for. */
export function createOutput(habits) {
  const newLine = habits.has("crlf") ? "\r\n" : "\n";
  const lineEnd = { out: newLine, error: newLine };
  let queue = Promise.resolve();
  const send = (stream, text) => {
    queue = queue.then(() => (habits.has("small-chunks") ? writeInPieces(stream, text) : write(stream, text)));
    return queue;
  };
  return {
    out: (text) => send(process.stdout, `${text}${lineEnd.out}`),
    error: (text) => send(process.stderr, `${text}${lineEnd.error}`),
    /** [Console]::Out.NewLine or [Console]::Error.NewLine. */
    setLineEnd: (stream, text) => {
      lineEnd[stream] = text;
    },
    flushed: () => queue,
  };
}

function write(stream, text) {
  return new Promise((resolve) => stream.write(text, () => resolve()));
}

async function writeInPieces(stream, text) {
  const size = Math.max(7, Math.ceil(text.length / 200));
  for (let start = 0; start < text.length; start += size) {
    await write(stream, text.slice(start, start + size));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
