import type { Command } from "#lib/domain/commands/command.ts";
import { StepError } from "#lib/domain/errors.ts";
import type { BackupHeader, ClockPort, FilePort, NetPort, Quiet, ShellPort, SqlPort } from "#lib/domain/ports.ts";
import {
  backupJob,
  chatServers,
  copyJob,
  home,
  type LogFile,
  logBackup,
  lsn,
  pool,
  restoreJob,
  target,
} from "./fake-pool.ts";
import { fakeShell } from "./fake-shell.ts";
import { answerRead, carryOut } from "./fake-sql.ts";
import { type Fate, meetFate, mustAnswer } from "./fate.ts";

export type Database = {
  state: string;
  readOnly: boolean;
  role: string | null;
  mirroring: string | null;
  partner: string | null;
  redo: string | null;
};
export type Job = { enabled: number; readonly ends: number[] };
/** The servers of a pool whose home is gone: everything that commands change and reads answer. */
export type FakeServers = {
  readonly databases: Map<string, Database>;
  readonly reach: Map<string, "up" | "unreachable" | "refuses-login">;
  readonly jobs: Map<string, Job>;
  readonly share: Map<string, LogFile>;
  readonly copyFolder: Map<string, LogFile>;
  readonly services: Map<string, string>;
  readonly backups: Set<string>;
  readonly applied: string[];
  /** Every effect, in order, as it happened. */
  readonly effects: Command[];
  /** Every command that left the console, effect or not. */
  readonly sent: Command[];
  sessions: { spid: number; program: string; host: string; loginTime: string }[];
  isSecondary: boolean;
  shareUp: boolean;
  poolState: string;
  active: readonly string[];
  replicatedAt: number[];
  mirrorInStepAt: number;
  testResult: string;
  /** What the checksum over every message of an instance says; left out: what its applied log comes to. */
  contents: Map<string, string>;
  busy: number;
  /** Rows of an instance's own error log, or its refusal to show them. */
  errorLog: () => readonly Readonly<Record<string, unknown>>[];
  /** The newest message that home's mgc holds. */
  homeLast: () => number;
  /** How a home or other server's chat service starts, by FQDN; left out: Automatic. */
  startTypes: Map<string, string>;
  fate: (command: Command) => Fate;
  readonly sql: SqlPort;
  readonly shell: ShellPort;
  readonly files: FilePort;
  readonly net: NetPort;
};

/** A RESTORING copy at LSN 8, log backups 7–9 copied, 8–11 on the share; home silent. */
export function fakeServers(clock: ClockPort): FakeServers {
  const files = (numbers: readonly number[]) => new Map(numbers.map((n) => logBackup(n)).map((f) => [f.name, f]));
  const base: Omit<FakeServers, "sql" | "shell" | "files" | "net"> = {
    databases: new Map([
      [
        home[0],
        {
          state: "ONLINE",
          readOnly: false,
          role: "PRINCIPAL",
          mirroring: "SYNCHRONIZED",
          partner: home[1],
          redo: null,
        },
      ],
      [
        home[1],
        {
          state: "RESTORING",
          readOnly: false,
          role: "MIRROR",
          mirroring: "SYNCHRONIZED",
          partner: home[0],
          redo: null,
        },
      ],
      [target, { state: "RESTORING", readOnly: false, role: null, mirroring: null, partner: null, redo: lsn(8) }],
    ]),
    reach: new Map([...home.map((name) => [name, "unreachable"] as const)]),
    jobs: new Map(
      [backupJob, copyJob, restoreJob].map((name) => [name, { enabled: 1, ends: [clock.monotonicMs() - 60_000] }]),
    ),
    share: files([11, 9, 8, 10]),
    copyFolder: files([9, 7, 8]),
    services: new Map(chatServers.map((s) => [s, "Stopped"])),
    backups: new Set(),
    applied: [],
    effects: [],
    sent: [],
    sessions: [],
    isSecondary: true,
    shareUp: true,
    poolState: "Normal",
    active: ["pchat01.contoso.local"],
    replicatedAt: [0],
    mirrorInStepAt: Number.POSITIVE_INFINITY,
    testResult: "Success",
    contents: new Map(),
    busy: 0,
    errorLog: () => [],
    homeLast: () => 1_006,
    startTypes: new Map(),
    fate: () => "arrives",
  };
  const servers = base as FakeServers;
  return Object.assign(servers, {
    sql: fakeSql(servers, clock),
    shell: fakeShell(servers, clock),
    files: fakeFiles(servers),
    net: {
      connect: async (host: string, port: number) => {
        const instance = pool.instances.find((i) => i.host === host)?.name ?? host;
        // A refused login comes from a server that listens.
        if (servers.reach.get(instance) !== "refuses-login") mustAnswer(servers, instance);
        return port > 0 ? 3 : 0;
      },
    },
  });
}

function fakeSql(servers: FakeServers, clock: ClockPort): SqlPort {
  return {
    read: async (query, row) => {
      mustAnswer(servers, query.target);
      return answerRead(servers, clock, query).map((r) => row.parse(r));
    },
    readHeaders: async (instance, path): Promise<readonly BackupHeader[]> => {
      mustAnswer(servers, instance);
      const folder = path.startsWith(pool.folders.backupShare.asServer) ? servers.share : servers.copyFolder;
      const file = folder.get(path.slice(path.lastIndexOf("\\") + 1));
      if (!file)
        throw new StepError("remote", `cannot open ${path}`, {
          effect: "none",
          causes: [{ number: 3201, message: "Cannot open backup device." }],
        });
      if (file.isDamaged)
        throw new StepError("remote", `cannot read ${path}`, {
          effect: "none",
          causes: [{ number: 3241, message: "The media family is incorrectly formed." }],
        });
      return [file.header];
    },
    execute: async (command) => {
      mustAnswer(servers, command.target);
      meetFate(servers, command, () => carryOut(servers, clock, command));
      return { rows: [], returnValue: 0, sessionId: 61, serverUtc: clock.now().toISOString() };
    },
    quiet: async (): Promise<Quiet> => {
      if (servers.busy === 0) return { kind: "quiet" };
      servers.busy -= 1;
      return { kind: "busy", sessionId: 61, program: "persistent-chat", command: "RESTORE LOG", percent: 40 };
    },
  };
}

function fakeFiles(servers: FakeServers): FilePort {
  const folderOf = (id: string) => {
    if (id === "backupShare" && !servers.shareUp)
      throw new StepError("unreachable", "the share does not answer", { effect: "none" });
    return id === "backupShare" ? servers.share : servers.copyFolder;
  };
  const entry = ({ name, sizeBytes }: LogFile) => ({ name, sizeBytes, modifiedAt: "2026-11-21T09:30:00.000Z" });
  return {
    list: async (id) => [...folderOf(id).values()].map(entry),
    find: async (id, names) => names.flatMap((name) => folderOf(id).get(name) ?? []).map(entry),
    setAside: async () => {
      throw new StepError("remote", "a failover sets no log backups aside", { effect: "none" });
    },
    copy: async (command) => {
      const { from, to, file } = command.parameters;
      const found = folderOf(from).get(file);
      if (!found) throw new StepError("remote", `${file} is gone`, { effect: "none" });
      meetFate(servers, command, () => void folderOf(to).set(file, found));
      return { sha256: "0".repeat(64), sizeBytes: found.sizeBytes };
    },
  };
}
