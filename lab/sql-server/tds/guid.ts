const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

function shuffle(bytes: Buffer): Buffer {
  return Buffer.from(order.map((index) => bytes[index] ?? 0));
}

export function guidToBytes(text: string): Buffer {
  return shuffle(Buffer.from(text.replace(/[^0-9a-fA-F]/g, "").padEnd(32, "0"), "hex"));
}

export function guidFromBytes(bytes: Buffer): string {
  const hex = shuffle(bytes).toString("hex").toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
