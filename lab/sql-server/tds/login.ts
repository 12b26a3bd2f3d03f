import { ByteWriter } from "./byte-writer.ts";
import type { Login } from "./login7.ts";
import type { ListenerMode, OpenedSession, ServerSide } from "./server-side.ts";
import {
  doneStatus,
  type Note,
  writeCollationChange,
  writeDone,
  writeLoginAck,
  writeNote,
  writeTextChange,
} from "./tokens.ts";

export type LoginResult =
  | { readonly kind: "accepted"; readonly opened: OpenedSession; readonly packetSize: number; readonly answer: Buffer }
  | { readonly kind: "refused"; readonly answer: Buffer };

type Version = readonly [number, number, number];

/** 2008 R2 and older speak 7.3, newer ones 7.4; never more than the client asked for. */
function tdsVersion(product: Version, asked: number): Buffer {
  const own = product[0] < 11 ? 0x730b0003 : 0x74000004;
  const answer = Buffer.alloc(4);
  answer.writeUInt32BE(asked !== 0 && asked < own ? asked : own, 0);
  return answer;
}

function note(number: number, level: number, message: string, state = 1): Note {
  return { number, state, class: level, message, line: 1 };
}

function refusal(notes: readonly Note[], serverName: string): LoginResult {
  const out = new ByteWriter();
  for (const one of notes) writeNote(out, "error", one, serverName);
  writeDone(out, { kind: "done", status: doneStatus.error, command: 0, rowCount: 0 });
  return { kind: "refused", answer: out.take() };
}

function whyRefused(server: ServerSide, login: Login, mode: ListenerMode): readonly Note[] | null {
  if (login.integrated) {
    const text = "Login failed. The login is from an untrusted domain and cannot be used with Windows Authentication.";
    return [note(18452, 14, text)];
  }
  if (mode === "paused") {
    const text =
      "SQL Server service has been paused. No new connections will be allowed. To resume the service, use SQL Computer Manager or the Services application in Control Panel.";
    return [note(17142, 14, text)];
  }
  if (mode === "refusing-logins") {
    const reason = "Reason: Server is in script upgrade mode. Only administrator can connect at this time.";
    return [note(18401, 14, `Login failed for user '${login.user}'. ${reason}`)];
  }
  const failed = note(18456, 14, `Login failed for user '${login.user}'.`);
  if (!server.loginOk(login.user, login.password)) return [failed];
  if (login.database === "") return null;
  try {
    server.assertInitialDatabase(login.database);
    return null;
  } catch {
    return [
      note(4060, 11, `Cannot open database "${login.database}" requested by the login. The login failed.`),
      failed,
    ];
  }
}

/** Decides a login and writes the answer to it. */
export function answerLogin(server: ServerSide, login: Login, mode: ListenerMode): LoginResult {
  const catalog = server.catalog();
  const serverName = catalog.serverName();
  const why = whyRefused(server, login, mode);
  if (why) return refusal(why, serverName);
  const database = login.database === "" ? "master" : (catalog.database(login.database)?.name ?? login.database);
  const opening = { login: login.user, hostName: login.hostName, programName: login.appName, database };
  const opened = server.openSession(opening);
  const packetSize = Math.min(32_767, Math.max(512, login.packetSize || 4096));
  const out = new ByteWriter();
  writeTextChange(out, 1, database, "master");
  writeNote(out, "info", note(5701, 0, `Changed database context to '${database}'.`, 2), serverName);
  writeCollationChange(out);
  writeTextChange(out, 2, "us_english", "");
  writeNote(out, "info", note(5703, 0, "Changed language setting to us_english."), serverName);
  writeLoginAck(out, catalog.version(), tdsVersion(catalog.version(), login.tdsVersion));
  writeTextChange(out, 4, String(packetSize), "4096");
  writeDone(out, { kind: "done", status: 0, command: 0, rowCount: 0 });
  return { kind: "accepted", opened, packetSize, answer: out.take() };
}
