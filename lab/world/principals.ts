import type { DatabaseState, InstanceState } from "./state.ts";

/** A security identifier as hexadecimal digits: plain data for world.json. */
export type Principal = {
  name: string;
  sid: string;
  kind: "SQL_LOGIN" | "WINDOWS_LOGIN";
  disabled: boolean;
  /** Server permissions and fixed server roles, upper case; absent: none. */
  grants?: string[];
};
/** A user of one database; its login is whoever has the same sid. */
export type DatabaseUser = {
  name: string;
  sid: string;
  kind: "SQL_USER" | "WINDOWS_USER";
  roles: string[];
  /** Tables that it may read, and columns ("table.column") of those of which it may not read all; lower case; absent: none. */
  mayRead?: string[];
};

export const saSid = "01";
/** Accounts of the domain have one sid everywhere; SQL logins have the one they were made with. */
const domain = "010500000000000515000000A065CF7E784B9B5FE77C8770";

export const serviceLogin: Principal = {
  name: "CONTOSO\\svc-pchat",
  sid: `${domain}E8030000`,
  kind: "WINDOWS_LOGIN",
  disabled: false,
};

/** What set-up leaves: sa, the console's login, the account of SQL Server. */
export function bareLogins(): Principal[] {
  return [
    { name: "sa", sid: saSid, kind: "SQL_LOGIN", disabled: false },
    { name: "console", sid: "C0A5017E6F0B4D1C9C410C7B1E6A2F10", kind: "SQL_LOGIN", disabled: false },
    { name: "CONTOSO\\svc-sql", sid: `${domain}E9030000`, kind: "WINDOWS_LOGIN", disabled: false },
  ];
}

/** As the four instances stand when all is well: the chat service's account and one SQL login with the same sid everywhere. */
export function usualLogins(): Principal[] {
  const [sa, console, sql] = bareLogins();
  const reports: Principal = {
    name: "pchat_reports",
    sid: "5E7A11D20B9F4A4CA8F36C2290D1E377",
    kind: "SQL_LOGIN",
    disabled: false,
  };
  return [sa, console, { ...serviceLogin }, sql, reports].filter((one) => one !== undefined);
}

/** Users of a chat database, as they travel in its backups. */
export function chatUsers(): DatabaseUser[] {
  return [
    { name: serviceLogin.name, sid: serviceLogin.sid, kind: "WINDOWS_USER", roles: ["db_owner"] },
    {
      name: "pchat_reports",
      sid: "5E7A11D20B9F4A4CA8F36C2290D1E377",
      kind: "SQL_USER",
      roles: ["db_datareader"],
    },
  ];
}

export function loginOf(state: InstanceState, name: string): Principal | null {
  return state.logins.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null;
}

export function loginWithSid(state: InstanceState, sid: string): Principal | null {
  return state.logins.find((one) => one.sid === sid) ?? null;
}

/** Owner by name, or the sid that has no login here. */
export function ownerName(state: InstanceState, db: DatabaseState): string | null {
  return loginWithSid(state, db.ownerSid)?.name ?? null;
}

/** Whether this account gets into the database: a login, and a user with its sid. */
export function mayEnter(state: InstanceState, db: DatabaseState, name: string): boolean {
  const login = loginOf(state, name);
  if (login === null || login.disabled) return false;
  return db.ownerSid === login.sid || db.users.some((user) => user.sid === login.sid);
}

export function bytesOf(sid: string): Uint8Array {
  return Uint8Array.from(Buffer.from(sid, "hex"));
}
