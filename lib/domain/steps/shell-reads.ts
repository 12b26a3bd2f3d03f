import { z } from "zod";
import {
  getManagementStore,
  getPersistentChatService,
  getPersistentChatState,
  getReplicas,
  getWindowsServices,
} from "#lib/domain/commands/cmdlets.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ShellPort } from "#lib/domain/ports.ts";

const text = z.union([z.string(), z.number()]).transform(String);
const list = z
  .union([z.array(z.string()), z.string(), z.null()])
  .optional()
  .transform((v): readonly string[] => (v === null || v === undefined ? [] : typeof v === "string" ? [v] : v));

const stateRow = z.object({ Identity: z.string(), PoolState: text });
const serviceRow = z.object({
  Identity: z.string(),
  PoolFqdn: z.string().nullish(),
  Registrar: z.string().nullish(),
  ActiveServers: list,
  InactiveServers: list,
  PersistentChatDatabase: z.string().nullish(),
  BackupPersistentChatDatabase: z.string().nullish(),
  BackupMirrorPersistentChatDatabase: z.string().nullish(),
  PersistentChatComplianceDatabase: z.string().nullish(),
  BackupPersistentChatComplianceDatabase: z.string().nullish(),
});
const replicaRow = z.object({
  ReplicaFqdn: z.string(),
  UpToDate: z.boolean(),
  LastUpdateCreation: text.nullish(),
  LastStatusReport: text.nullish(),
});
const storeRow = z.object({ ActiveMasterFQDN: z.string().nullish(), ActiveMasterFqdn: z.string().nullish() });
const windowsRow = z.object({
  Name: z.string(),
  Status: text,
  DisplayName: z.string().nullish(),
  StartType: text.nullish(),
});

export type ReplicaReading = { readonly fqdn: string; readonly upToDate: boolean; readonly lastUpdate: string | null };

/** Identity and state of the pool, as read: the identity is passed back unchanged (trap T1). With several pools, the one named. */
export async function readPoolState(
  shell: ShellPort,
  poolFqdn: string,
): Promise<{ readonly identity: string; readonly poolState: string }> {
  const rows = z.array(stateRow).parse(await shell.invoke(getPersistentChatState()));
  const row =
    rows.find((r) => r.Identity.toLowerCase().endsWith(poolFqdn.toLowerCase())) ??
    (rows.length === 1 ? rows[0] : undefined);
  if (!row) throw new AppError("remote", `Get-CsPersistentChatState names no pool ${poolFqdn}`);
  return { identity: row.Identity, poolState: row.PoolState };
}

/** The chat service object of the pool: active and inactive servers, next hop, database stores. */
export async function readChatService(shell: ShellPort, poolFqdn: string): Promise<z.infer<typeof serviceRow>> {
  const rows = z.array(serviceRow).parse(await shell.invoke(getPersistentChatService()));
  const row =
    rows.find((r) => r.Identity.toLowerCase().endsWith(poolFqdn.toLowerCase())) ??
    (rows.length === 1 ? rows[0] : undefined);
  if (!row) throw new AppError("remote", `Get-CsService -PersistentChatServer names no pool ${poolFqdn}`);
  return row;
}

/** Replicas of the Central Management store with the time of their last update. */
export async function readReplicas(shell: ShellPort): Promise<readonly ReplicaReading[]> {
  const rows = z.array(replicaRow).parse(await shell.invoke(getReplicas()));
  return rows.map((r) => ({ fqdn: r.ReplicaFqdn, upToDate: r.UpToDate, lastUpdate: r.LastUpdateCreation ?? null }));
}

/** FQDN of the active master of the Central Management store; null = blank = not available. */
export async function readManagementStore(shell: ShellPort): Promise<string | null> {
  const row = z.array(storeRow).parse(await shell.invoke(getManagementStore()))[0];
  return row?.ActiveMasterFQDN ?? row?.ActiveMasterFqdn ?? null;
}

/** The chat service on a server, discovered by its display name; null when none is there. Service names are not documented. */
export async function readChatWindowsService(
  shell: ShellPort,
  server: string,
): Promise<{ readonly name: string; readonly status: string } | null> {
  const rows = z.array(windowsRow).parse(await shell.invoke(getWindowsServices(server)));
  const row =
    rows.find((r) => /persistent chat/i.test(r.DisplayName ?? "") && !/compliance/i.test(r.DisplayName ?? "")) ??
    rows.find((r) => r.Name.toUpperCase() === "RTCCHAT");
  return row ? { name: row.Name, status: row.Status } : null;
}
