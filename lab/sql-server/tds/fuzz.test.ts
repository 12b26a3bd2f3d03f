import { afterAll, expect, test } from "vitest";
import { closeAll, connected, failures, raw, sessions, until } from "./listen-fixture.ts";
import { attention, batch, login7, prelogin, rpc, transaction } from "./raw-client.ts";

afterAll(closeAll);

const connections = 600;
const packetsEach = 16;

/** Numbers that come again from the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One packet spoilt: bytes changed, cut off, repeated, a wrong length, or no packet at all. */
function spoilt(packet: Buffer, next: (below: number) => number): Buffer {
  const copy = Buffer.from(packet);
  const way = next(6);
  if (way === 0) for (let times = next(8) + 1; times > 0; times -= 1) copy[next(copy.length)] = next(256);
  if (way === 1) copy.writeUInt16BE(next(65_536), 2);
  if (way === 2) return copy.subarray(0, next(copy.length));
  if (way === 3) return Buffer.concat([copy.subarray(0, next(copy.length)), copy]);
  if (way === 4) return Buffer.from(Array.from({ length: next(60) + 1 }, () => next(256)));
  return copy;
}

test("thousands of spoilt packets end their own connections, leave no session behind, and disturb nobody", async () => {
  const next = numbers(20_261_121);
  const healthy = await connected();
  const good = [prelogin(), login7({ user: "console", password: "right", tds: 0x74000004 })];
  const requests = [batch("two"), rpc("SELECT 1"), transaction(5), attention(), batch("types"), batch("restore")];
  let sent = 0;
  for (let at = 0; at < connections; at += 1) {
    const socket = await raw();
    socket.resume();
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    // Most get as far as their login; the rest spoil that.
    for (const packet of good) socket.write(at % 4 === 0 ? spoilt(packet, next) : packet);
    for (let n = 0; n < packetsEach && !socket.destroyed; n += 1) {
      socket.write(spoilt(requests[next(requests.length)] ?? attention(), next));
      sent += 1;
      if (n % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    socket.end();
    if (at % 40 === 0) expect((await healthy.request().query("SELECT 1")).recordset).toHaveLength(1);
    socket.destroySoon();
    await closed;
  }
  expect(sent).toBeGreaterThan(6000);
  expect((await healthy.request().batch("two")).recordsets).toHaveLength(2);
  await until(() => sessions.all().every(({ programName }) => programName.startsWith("pool ")));
  expect(failures).toEqual([]);
}, 30_000);
