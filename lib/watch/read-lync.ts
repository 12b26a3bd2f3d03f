import type { z } from "zod";
import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import {
  managementStoreQuery,
  managementStoreRow,
  persistentChatServiceQuery,
  persistentChatServiceRow,
  persistentChatStateQuery,
  persistentChatStateRow,
  replicationStatusQuery,
  replicationStatusRow,
  windowsServiceRow,
  windowsServicesQuery,
} from "#lib/domain/commands/queries/lync.ts";
import { StepError } from "#lib/domain/errors.ts";
import type { ShellPort } from "#lib/domain/ports.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";

/** The chat service as the topology has it. */
export type ChatService = {
  readonly identity: string;
  readonly registrar: string | null;
  readonly activeServers: readonly string[];
  readonly inactiveServers: readonly string[];
};

/** Pool state and the identity to pass back. Safe to call twice. @throws StepError when the shell failed or names no such pool */
export async function readPoolState(
  shell: ShellPort,
  pool: Pool,
): Promise<{ readonly identity: string; readonly poolState: string }> {
  const rows = await invoke(shell, persistentChatStateQuery(), persistentChatStateRow);
  const own = rows.find((each) => namesPool(each.identity, pool));
  if (own === undefined) throw missing("Get-CsPersistentChatState", pool);
  return { identity: own.identity, poolState: own.poolstate };
}

/** Active and inactive chat servers. Safe to call twice. @throws StepError when the shell failed or names no such pool */
export async function readChatService(shell: ShellPort, pool: Pool): Promise<ChatService> {
  const rows = await invoke(shell, persistentChatServiceQuery(), persistentChatServiceRow);
  const own = rows.find((each) => namesPool(each.poolfqdn ?? each.identity, pool) || namesPool(each.identity, pool));
  if (own === undefined) throw missing("Get-CsService -PersistentChatServer", pool);
  return {
    identity: own.identity,
    registrar: own.registrar ?? null,
    activeServers: own.activeservers,
    inactiveServers: own.inactiveservers,
  };
}

/** Each replica: whether it is up to date, and its newest report as the shell wrote it. Safe to call twice. @throws StepError */
export async function readReplicas(
  shell: ShellPort,
): Promise<readonly { readonly fqdn: string; readonly isUpToDate: boolean; readonly report: string | null }[]> {
  const rows = await invoke(shell, replicationStatusQuery(), replicationStatusRow);
  return rows.map((each) => ({
    fqdn: each.replicafqdn.toLowerCase(),
    isUpToDate: each.uptodate,
    report: each.laststatusreport ?? null,
  }));
}

/** The active master's name. Safe to call twice. @throws StepError also when no master is named: the store is not available then */
export async function readManagementStore(shell: ShellPort): Promise<string> {
  const [status] = await invoke(shell, managementStoreQuery(), managementStoreRow);
  const master = status?.activemasterfqdn ?? "";
  if (master === "") throw new StepError("remote", "the management store names no active master", { effect: "none" });
  return master;
}

/** Name and state of the chat service on one server, as Windows says them. Safe to call twice. @throws StepError also when the server has no such service */
export async function readChatWindowsService(
  shell: ShellPort,
  fqdn: string,
): Promise<{ readonly name: string; readonly status: string }> {
  const rows = await invoke(shell, windowsServicesQuery(fqdn), windowsServiceRow);
  const isChat = (name: string | null | undefined) =>
    /persistent chat/i.test(name ?? "") && !/compliance/i.test(name ?? "");
  const service = rows.find((each) => isChat(each.displayname));
  if (service === undefined)
    throw new StepError("remote", `Get-CsWindowsService on ${fqdn}: no Persistent Chat service among ${rows.length}`, {
      effect: "none",
    });
  return service;
}

async function invoke<T>(shell: ShellPort, command: PowerShellCommand, row: z.ZodType<T>): Promise<readonly T[]> {
  const output = await shell.invoke(command);
  return output.map((each) => {
    const parsed = row.safeParse(each);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const what = `${command.text} wrote an object that is not understood: ${issue?.path.join(".")}: ${issue?.message}`;
    throw new StepError("remote", what, { effect: "none", cause: parsed.error });
  });
}

function namesPool(identity: string, pool: Pool): boolean {
  return identity.toLowerCase().endsWith(pool.fqdn.toLowerCase());
}

function missing(cmdlet: string, pool: Pool): StepError {
  return new StepError("remote", `${cmdlet} names no pool ${pool.fqdn}`, { effect: "none" });
}
