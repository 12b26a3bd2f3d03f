/** An answer's body that reads on only when the client has taken what there was, and ends the reading when it goes. */
export function streamOf(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const parts = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const { done, value } = await parts.next();
      if (done) to.close();
      else to.enqueue(value);
    },
    cancel: async () => void (await parts.return?.()),
  });
}
