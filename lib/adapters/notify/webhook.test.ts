import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { AlertMessage } from "#lib/domain/notify-port.ts";
import { makeWebhook } from "./webhook.ts";

const secret = "shared with the receiver alone";
const now = () => new Date("2026-11-21T10:00:00.000Z");
const message: AlertMessage = {
  id: "a1:raised",
  pool: "pchatpool.contoso.local",
  event: "raised",
  check: "chain-unbroken",
  state: "bad",
  target: null,
  facts: { gap: "nothing leads from LSN 1 to 2" },
  raisedAt: "2026-11-21T09:59:00.000Z",
  clearedAt: null,
  url: "http://127.0.0.1:3000/alerts",
};

const servers: Server[] = [];
afterEach(() => {
  for (const each of servers.splice(0)) each.close();
});

type Got = { readonly headers: IncomingMessage["headers"]; readonly body: string };

async function receiver(status: number, headers: Readonly<Record<string, string>> = {}) {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += String(part);
    got.push({ headers: request.headers, body });
    response.writeHead(status, headers).end("received");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { got, url: `http://127.0.0.1:${port}/hook` };
}

describe("the webhook", () => {
  it("posts JSON that the receiver can prove to be the console's, and when it was sent", async () => {
    const { got, url } = await receiver(204);
    expect(await makeWebhook({ url, secret, now }).deliver(message)).toBe("HTTP 204");
    const [{ headers, body } = { headers: {}, body: "" }] = got;
    expect(JSON.parse(body)).toEqual(message);
    expect(headers["x-pchat-delivery"]).toBe("a1:raised");
    const timestamp = String(headers["x-pchat-timestamp"]);
    expect(Number(timestamp) * 1_000).toBe(now().getTime());
    const proof = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
    expect(headers["x-pchat-signature"]).toBe(`v1=${proof}`);
    expect(JSON.stringify(got)).not.toContain(secret);
  });

  it("is not delivered when the receiver refuses", async () => {
    const { url } = await receiver(500);
    await expect(makeWebhook({ url, secret, now }).deliver(message)).rejects.toMatchObject({
      code: "remote",
      message: expect.stringContaining("HTTP 500"),
    });
  });

  it("follows no redirect", async () => {
    const elsewhere = await receiver(200);
    const { url } = await receiver(302, { location: elsewhere.url });
    await expect(makeWebhook({ url, secret, now }).deliver(message)).rejects.toMatchObject({ code: "remote" });
    expect(elsewhere.got).toEqual([]);
  });

  it("says who did not answer when nobody listens", async () => {
    const { url } = await receiver(200);
    servers.splice(0)[0]?.close();
    await expect(makeWebhook({ url, secret, now }).deliver(message)).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringContaining(new URL(url).host),
    });
  });
});
