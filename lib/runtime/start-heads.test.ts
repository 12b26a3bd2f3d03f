import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { webhookSignature } from "#lib/adapters/notify/webhook.ts";
import { type ChainRecord, canonicalJson, nextRecord } from "#lib/domain/audit/chain.ts";
import { firstRewritten } from "#lib/domain/audit/heads-post.ts";
import type { HistoryStore } from "#lib/domain/history-port.ts";
import type { Letter } from "#lib/domain/mail/mail-port.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import type { Env } from "#lib/env.ts";
import { startHeads } from "./start-heads.ts";

const secret = "shared with the receiver alone";
const records: ChainRecord[] = [];
for (let n = 1; n <= 5; n += 1) records.push(nextRecord(records.at(-1) ?? null, canonicalJson({ n })));
let dir: string;
const stops: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "start-heads-"));
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Starts posting with these variables beside nothing else. */
function start(env: Partial<Env>, letters: Letter[] | null = []) {
  const none = { headsFile: null, headsWebhook: null, headsMailTo: null, baseUrl: "http://127.0.0.1:3000" };
  const history = { heads: async (after: number, limit: number) => records.slice(after, after + limit) };
  const send = async (letter: Letter) => String(letters?.push(letter));
  const heads = startHeads({ ...none, dataDir: dir, ...env } as Env, {
    store: { recordEntry: async () => undefined } as unknown as RunStore,
    history: history as unknown as HistoryStore,
    poolFqdn: "pchatpool.contoso.local",
    credential: () => ({ user: "", password: secret }),
    mail: letters === null ? null : { send },
  });
  stops.push(heads.stop);
  return heads;
}

test("posts signed heads to a webhook, each once, also by a console that was started again", async () => {
  const got: { readonly numbers: readonly number[]; readonly isSigned: boolean }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += String(part);
    const { heads } = JSON.parse(body) as { heads: ChainRecord[] };
    const signed = webhookSignature(secret, String(request.headers["x-pchat-timestamp"]), body);
    got.push({ numbers: heads.map((h) => h.number), isSigned: request.headers["x-pchat-signature"] === signed });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/heads`;
  const first = start({ headsWebhook: { url, credential: "webhook" } });
  await expect.poll(() => got).toEqual([{ numbers: [1, 2, 3, 4, 5], isSigned: true }]);
  await expect.poll(() => existsSync(join(dir, "heads-webhook-mark"))).toBe(true);
  await first.stop();
  records.push(nextRecord(records.at(-1) ?? null, canonicalJson({ n: 6 })));
  start({ headsWebhook: { url, credential: "webhook" } });
  await expect.poll(() => got.at(-1)).toEqual({ numbers: [6], isSigned: true });
});

test("mails the newest head as a line that finds a rewritten database", async () => {
  const letters: Letter[] = [];
  start({ headsMailTo: "audit@contoso.local" }, letters);
  await expect.poll(() => letters.map((each) => each.to.address)).toEqual(["audit@contoso.local"]);
  const line = letters[0]?.text.split("\n").find((each) => each.startsWith("{")) ?? "";
  const kept = new Map(records.map(({ number, hash }) => [number, hash]));
  expect(firstRewritten(line, kept)).toBeNull();
  kept.set(records.length, "0".repeat(64));
  expect(firstRewritten(line, kept)).toBe(records.length);
});

test("says at the start what is missing when mails are wanted and no mail server is named", () => {
  expect(() => start({ headsMailTo: "audit@contoso.local" }, null)).toThrow("HEADS_MAIL_TO needs a mail server");
});
