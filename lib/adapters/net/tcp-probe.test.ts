import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { isStepError } from "#lib/domain/errors.ts";
import { tcpProbe } from "./tcp-probe.ts";

const open: Server[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => new Promise((done) => each.close(done)))));

async function listening(): Promise<number> {
  const server = createServer((socket) => void socket.on("error", () => undefined));
  open.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

test("gives how long it took when somebody listens, and leaves no connection", async () => {
  const port = await listening();
  expect(await tcpProbe.connect("127.0.0.1", port, 2_000)).toBeLessThan(2_000);
  expect(await tcpProbe.connect("127.0.0.1", port, 2_000)).toBeGreaterThanOrEqual(0);
});

test("is unreachable without effect, and says why, when nothing listens", async () => {
  const port = await listening();
  await new Promise((done) => open.splice(0)[0]?.close(done));
  const error: unknown = await tcpProbe.connect("127.0.0.1", port, 2_000).catch((e: unknown) => e);
  expect(isStepError(error) && [error.code, error.effect]).toEqual(["unreachable", "none"]);
  expect(String(error)).toContain(`127.0.0.1 port ${port}: connection refused`);
});
