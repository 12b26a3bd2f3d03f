import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedError } from "./byte-reader.ts";
import { parseLogin7 } from "./login7.ts";
import { framePackets, MessageReader, packetType } from "./packets.ts";
import { parsePrelogin } from "./prelogin.ts";
import { UnsupportedTypeError } from "./read-value.ts";
import { parseBatch, parseRpc, parseTransaction } from "./requests.ts";
import { rpcText } from "./rpc-text.ts";

const parsers = { parseLogin7, parsePrelogin, parseBatch, parseRpc, parseTransaction };

/** RPC 10 with a plausible beginning, so that nonsense reaches the types too. */
const rpcStart = Buffer.from([4, 0, 0, 0, 0xff, 0xff, 10, 0, 0, 0, 0, 0]);

function onlyKnownErrors(parse: (payload: Buffer) => unknown, payload: Buffer): void {
  try {
    parse(payload);
  } catch (error) {
    expect(error instanceof MalformedError || error instanceof UnsupportedTypeError, String(error)).toBe(true);
  }
}

describe("what clients send", () => {
  it.each(Object.entries(parsers))("is never more than malformed to %s, whatever the bytes", (_, parse) => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => onlyKnownErrors(parse, Buffer.from(bytes))));
  });

  it("is never more than malformed when a parameter is nonsense", () => {
    const type = fc.constantFrom(0x24, 0x26, 0x28, 0x2a, 0x68, 0x6a, 0x6d, 0x6f, 0xa5, 0xa7, 0xe7, 0x62);
    fc.assert(
      fc.property(type, fc.uint8Array({ maxLength: 60 }), (code, bytes) =>
        onlyKnownErrors(parseRpc, Buffer.concat([rpcStart, Buffer.from([code]), Buffer.from(bytes)])),
      ),
      { numRuns: 500 },
    );
  });

  it("comes back whole, however the network cuts it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 700 }), (bytes, cut) => {
        const framing = { type: packetType.batch, packetSize: 512, spid: 51, end: true };
        const wire = framePackets(Buffer.from(bytes), framing);
        const reader = new MessageReader();
        const messages = [];
        for (let at = 0; at < wire.length; at += cut) messages.push(...reader.push(wire.subarray(at, at + cut)));
        expect(messages.map((message) => [...message.payload])).toEqual([[...bytes]]);
        expect(reader.idle).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("names no procedure that hides a second statement", () => {
    const call = { procedure: "sp_who; DROP DATABASE mgc", parameters: [] };
    expect(rpcText(call)).toMatchObject({ refusal: { number: 2812 } });
    expect(rpcText({ procedure: "master.[dbo].sp_who", parameters: [] })).toMatchObject({ dynamic: false });
  });
});
