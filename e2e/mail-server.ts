import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

type Arrived = { readonly to: readonly string[]; readonly subject: string; readonly text: string };
export type MailServer = {
  readonly port: number;
  readonly arrived: () => readonly Arrived[];
  readonly close: () => Promise<void>;
};

/** A real mail server on loopback, which keeps what it gets. */
export async function openMailServer(): Promise<MailServer> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        PostalMime.parse(Buffer.concat(parts)).then(({ subject = "", text = "" }) => {
          arrived.push({ to: session.envelope.rcptTo.map(({ address }) => address), subject, text });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    arrived: () => arrived,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
