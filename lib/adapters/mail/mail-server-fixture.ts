import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { selfSignedCertificate } from "#lab/sql-server/tds/certificate.ts";

export type Arrived = {
  /** To whom the mail server was told to give it. */
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly mail: Email;
  readonly wasEncrypted: boolean;
};

const certificate = selfSignedCertificate("mail.contoso.local", new Date());

/** A real mail server on loopback. `answer`: the code and words for an address, in place of taking its mail. */
export async function openMailServer(
  options: {
    readonly answer?: (address: string) => { readonly code: number; readonly words: string } | null;
    readonly login?: { readonly user: string; readonly password: string };
    readonly withoutTls?: boolean;
  } = {},
) {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    ...certificate,
    authOptional: options.login === undefined,
    ...(options.withoutTls === true ? { disabledCommands: ["STARTTLS"] } : {}),
    onAuth: (auth, _session, done) => {
      const isRight = auth.username === options.login?.user && auth.password === options.login?.password;
      done(isRight ? null : new Error("wrong password"), { user: auth.username ?? "" });
    },
    onRcptTo: ({ address }, _session, done) => {
      const refusal = options.answer?.(address) ?? null;
      done(refusal === null ? null : Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const raw = Buffer.concat(parts).toString("utf8");
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        PostalMime.parse(raw).then((mail) => {
          arrived.push({ recipients, raw, mail, wasEncrypted: session.secure });
          done();
        }, done);
      });
    },
  });
  server.on("error", () => undefined); // a client that goes away; what it was told shows in the client
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    arrived,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
