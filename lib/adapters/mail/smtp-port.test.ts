import { afterEach, describe, expect, test } from "vitest";
import { hostile } from "#lib/adapters/hostile-fixture.ts";
import { oneLine } from "#lib/domain/mail/mail.ts";
import { mailSchema } from "#lib/domain/topology/mail.ts";
import { openMailServer } from "./mail-server-fixture.ts";
import { makeSmtpPort } from "./smtp-port.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Options = Parameters<typeof openMailServer>[0] & {
  readonly settings?: object;
  readonly as?: { readonly user: string; readonly password: string };
};

async function open({ settings = {}, as, ...options }: Options = {}) {
  const server = await openMailServer(options);
  closing.push(server.close);
  const { port } = server;
  const from = "failover-console@contoso.local";
  const mail = mailSchema.parse({ host: "127.0.0.1", port, from, trustServerCertificate: true, ...settings });
  return { server, smtp: makeSmtpPort(mail, as ?? null) };
}

const anna = { name: "Anna Rossi", address: "anna.rossi@contoso.local" };
const letter = { mailId: "m-1", to: anna, subject: "Approve?", text: "Milano → Torino" };
const headers = [
  "auto-submitted",
  "content-transfer-encoding",
  "content-type",
  "date",
  "from",
  "message-id",
  "mime-version",
  "subject",
  "to",
];
const refusal = (sending: Promise<unknown>) =>
  sending.then(
    () => "went through",
    (e: unknown) => `${(e as { code: string }).code}: ${(e as Error).message}`,
  );

describe("mail by SMTP", () => {
  test("arrives as it was written, over an encrypted line, from a server that may ask for a login", async () => {
    const login = { user: "console", password: "hush-very-secret" };
    const { server, smtp } = await open({ login, as: login });
    expect(await smtp.send(letter)).toMatch(/^250/);
    expect(server.arrived).toMatchObject([{ recipients: [anna.address], wasEncrypted: true }]);
    const { mail } = server.arrived[0] ?? {};
    expect(mail).toMatchObject({ subject: "Approve?", to: [anna], messageId: "<m-1@contoso.local>" });
    expect(mail?.text).toContain("Milano → Torino");
    expect(mail?.html).toBeUndefined();
  });

  test.each(hostile)("carries a hostile value as one value, and no header more: %#", async (value) => {
    const { server, smtp } = await open();
    await smtp.send({ ...letter, to: { ...anna, name: value }, subject: `By ${value}`, text: `x ${value}` });
    const [one] = server.arrived;
    expect(one?.recipients).toEqual([anna.address]);
    expect(one?.mail.to?.map(({ address }) => address)).toEqual([anna.address]);
    expect(one?.mail.headers.map(({ key }) => key).sort()).toEqual(headers);
    expect(one?.mail.subject).toBe(oneLine(`By ${value}`));
    expect(one?.mail.subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect([one?.mail.attachments, one?.mail.html]).toEqual([[], undefined]);
  });

  test.each(["a@b.it\r\nRCPT TO:<x@evil.example>", "a@b.it, x@evil.example", "<x@evil.example>", "nobody", ""])(
    "refuses what is not exactly one address: %j",
    async (address) => {
      const { server, smtp } = await open();
      expect(await refusal(smtp.send({ ...letter, to: { name: "A", address } }))).toMatch(/is no mail address/);
      expect(server.arrived).toEqual([]);
    },
  );

  test("tells a refusal for good from one for now, and both from silence", async () => {
    const { smtp } = await open({
      answer: (address) =>
        address.startsWith("anna") ? { code: 550, words: "no such user" } : { code: 451, words: "later" },
    });
    expect(await refusal(smtp.send(letter))).toMatch(/^refused: mail server 127.0.0.1 port \d+ refused .*no such user/);
    expect(await refusal(smtp.send({ ...letter, to: { ...anna, address: "b@c.it" } }))).toMatch(/^remote: .*later/);
    const { port, close } = await openMailServer();
    await close();
    const gone = makeSmtpPort(mailSchema.parse({ host: "127.0.0.1", port, from: "a@b.it" }), null);
    expect(await refusal(gone.send(letter))).toMatch(/^unreachable: mail server 127.0.0.1 port \d+ cannot be used/);
  });

  test("sends nothing over a line that can be read, nor to a server whose certificate nobody vouches for", async () => {
    const plain = await open({ withoutTls: true });
    expect(await refusal(plain.smtp.send(letter))).toMatch(/^unreachable|^refused|^remote/);
    const unknown = await open({ settings: { trustServerCertificate: false } });
    expect(await refusal(unknown.smtp.send(letter))).toMatch(/^unreachable: .*certificate/);
    expect([...plain.server.arrived, ...unknown.server.arrived]).toEqual([]);
    expect(mailSchema.safeParse({ host: "h", from: "a@b.it", encryption: "none", credential: "c" }).success).toBe(
      false,
    );
  });

  test("never says the password, whatever the server answers", async () => {
    const right = { user: "console", password: "hush-very-secret" };
    const { smtp } = await open({ login: right, as: { user: "console", password: "not-this-one" } });
    expect(await refusal(smtp.send(letter))).toMatch(/^refused: /);
    expect(await refusal(smtp.send(letter))).not.toMatch(/not-this-one|bm90LXRoaXMtb25l/);
  });
});
