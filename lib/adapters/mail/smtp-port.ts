import { createTransport } from "nodemailer";
import { AppError } from "#lib/domain/errors.ts";
import { oneLine } from "#lib/domain/mail/mail.ts";
import type { Letter, MailPort } from "#lib/domain/mail/mail-port.ts";
import type { MailServer } from "#lib/domain/topology/mail.ts";

type Login = { readonly user: string; readonly password: string };

/**
 * Mail by SMTP: one connection for each letter, plain text only. Names, subject and addresses reach the library as values, never as
 * a header line; nothing in a letter makes it read a file or an address. Safe to send again: the same Message-ID.
 */
export function makeSmtpPort(server: MailServer, login: Login | null): MailPort {
  const host = `${server.host} port ${server.port}`;
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.encryption === "tls",
    requireTLS: server.encryption === "starttls",
    ignoreTLS: server.encryption === "none",
    tls: { rejectUnauthorized: !server.trustServerCertificate },
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
  });
  return {
    send: async (letter) => {
      const address = oneLine(letter.to.address);
      // The library takes lists and names where it asks for an address: only a plain one reaches it.
      if (letter.to.address.length > 254 || !/^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+$/.test(letter.to.address))
        throw new AppError("refused", `"${address}" is no mail address`);
      try {
        const sent = await transport.sendMail(messageOf(letter, server.from));
        return oneLine(String(sent.response));
      } catch (error) {
        throw failure(error, { host, address });
      }
    },
  };
}

function messageOf({ mailId, to, subject, text }: Letter, from: string) {
  const address = { name: oneLine(to.name), address: to.address };
  return {
    from,
    to: address,
    // The address as it is in the database, whatever a name may look like.
    envelope: { from, to: [to.address] },
    subject: oneLine(subject),
    text,
    messageId: `<${mailId}@${from.split("@")[1] ?? "console"}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** 5xx is a refusal for good; 4xx, and a line that breaks, may be tried again. */
function failure(error: unknown, at: { readonly host: string; readonly address: string }): AppError {
  const { responseCode, message } = error as {
    readonly responseCode?: number;
    readonly message?: string;
  };
  const said = oneLine(message ?? "no answer");
  const where = `mail server ${at.host}`;
  if (responseCode !== undefined && responseCode >= 500)
    return new AppError("refused", `${where} refused the mail to ${at.address}: ${said}`, { cause: error });
  if (responseCode !== undefined)
    return new AppError("remote", `${where} takes no mail now: ${said}`, { cause: error });
  return new AppError("unreachable", `${where} cannot be used: ${said}`, { cause: error });
}
