import { StepError } from "#lib/domain/errors.ts";
import type { BackupHeader, Ports, Quiet, SqlPort } from "#lib/domain/ports.ts";
import { carryOutFailback } from "./failback-effects.ts";
import { answerFailbackRead } from "./failback-reads.ts";
import { failbackShell } from "./failback-shell.ts";
import type { FailbackWorld } from "./failback-world.ts";
import { meetFate } from "./fate.ts";

const entry = (name: string) => ({ name, sizeBytes: 1n, modifiedAt: "2026-11-21T09:00:00.000Z" });

/** For tests: everything that a failback may reach, over one world. */
export function failbackPorts(world: FailbackWorld): Ports {
  return {
    sql: failbackSql(world),
    shell: failbackShell(world),
    files: {
      list: async (folder) => (world.folders.get(folder) ?? []).map(entry),
      find: async (folder, names) => names.filter((name) => world.folders.get(folder)?.includes(name)).map(entry),
      setAside: async (command) => {
        const { to, aside } = command.parameters;
        meetFate(world, command, () => {
          world.folders.set(
            to,
            (world.folders.get(to) ?? []).map((name) => (name.endsWith(".trn") ? name + aside : name)),
          );
        });
        return { files: world.folders.get(to) ?? [] };
      },
      copy: async () => {
        throw new StepError("remote", "a failback copies no files", { effect: "none" });
      },
    },
    net: { connect: async () => 3 },
    clock: world.clock,
    ids: { newId: () => "id-1" },
  };
}

function mustAnswer(world: FailbackWorld, instance: string): void {
  const reach = world.reach.get(instance) ?? "up";
  if (reach === "unreachable") throw new StepError("unreachable", `${instance} does not answer`, { effect: "none" });
  if (reach === "refuses-login") throw new StepError("remote", `login failed on ${instance}`, { effect: "none" });
}

function failbackSql(world: FailbackWorld): SqlPort {
  return {
    read: async (query, row) => {
      mustAnswer(world, query.target);
      return answerFailbackRead(world, query).map((r) => row.parse(r));
    },
    readHeaders: async (instance, path): Promise<readonly BackupHeader[]> => {
      mustAnswer(world, instance);
      const file = world.files.get(path);
      if (!file) throw new StepError("remote", `cannot open ${path}`, { effect: "none" });
      return [
        {
          position: 1,
          backupType: file.type,
          databaseName: "mgc",
          serverName: "somewhere",
          firstLsn: String(file.first),
          lastLsn: String(file.last),
          backupSetGuid: file.guid,
          familyGuid: file.fork,
          firstRecoveryForkId: file.fork,
          recoveryForkId: file.endFork,
          startDate: "2026-11-21T09:00:00",
          finishDate: "2026-11-21T09:00:01",
          isCopyOnly: false,
          isDamaged: false,
        },
      ];
    },
    execute: async (command) => {
      mustAnswer(world, command.target);
      meetFate(world, command, () => carryOutFailback(world, command));
      return { rows: [], returnValue: 0, sessionId: 61, serverUtc: world.clock.now().toISOString() };
    },
    quiet: async (): Promise<Quiet> => {
      if (world.busy === 0) return { kind: "quiet" };
      world.busy -= 1;
      return { kind: "busy", sessionId: 61, program: "persistent-chat", command: "RESTORE DATABASE", percent: 40 };
    },
  };
}
