import type { Catalog, Execute, Session } from "#lab/sql-server/contract.ts";
import type { Certificate } from "./certificate.ts";

export type SessionOpening = {
  readonly login: string;
  readonly hostName: string;
  readonly programName: string;
  readonly database: string;
};

/** `end` releases what the session owned; a session that was killed has ended already. */
export type OpenedSession = { readonly session: Session; end(): void };

/** What a listener needs of the instance behind it. Functions, because a reset of the lab replaces the instance. */
export type ServerSide = {
  readonly execute: Execute;
  readonly catalog: () => Catalog;
  readonly loginOk: (user: string, password: string) => boolean;
  /** Throws when no session may begin in this database. */
  readonly assertInitialDatabase: (database: string) => void;
  readonly openSession: (at: SessionOpening) => OpenedSession;
  /** Null: no encryption. */
  readonly certificate: Certificate | null;
  /** True: it encrypts the login and nothing else, also for a client that asks for all. Absent: it does what it is asked. */
  readonly encryptsLoginOnly?: () => boolean;
  /** Errors of the lab itself, for its log. */
  readonly onFailure: (error: unknown) => void;
};

export type ListenerMode = "up" | "stopped" | "black-holed" | "refusing-logins" | "paused";

/** Key in `session.state` of the AbortSignal of the request under way: ATTENTION, KILL. A vanished client does not abort it. */
export const requestSignalKey = "request.signal";

/** Key in `session.state` of what breaks the client's line, `() => void`. What it asked for goes on. */
export const breakLineKey = "line.break";
