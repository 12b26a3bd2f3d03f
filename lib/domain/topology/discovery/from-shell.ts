import { z } from "zod";
import { lookCmdlet } from "#lib/domain/commands/queries/discovery.ts";
import type { ShellPort } from "#lib/domain/ports.ts";
import { type Filling, fill, giveDuty, instanceAt } from "./fill.ts";

const list = z
  .union([z.array(z.string()), z.string(), z.null()])
  .optional()
  .transform((v): readonly string[] => (v === null || v === undefined ? [] : typeof v === "string" ? [v] : v));
const word = z
  .string()
  .nullish()
  .transform((value) => value ?? "");
const service = z.object({
  PoolFqdn: word,
  Registrar: word,
  ActiveServers: list,
  InactiveServers: list,
  PersistentChatDatabase: word,
  MirrorPersistentChatDatabase: word,
  BackupPersistentChatDatabase: word,
  BackupMirrorPersistentChatDatabase: word,
});
const database = z.object({ Identity: z.string(), PoolFqdn: word, SqlInstanceName: word, SiteId: word });
const registrar = z.object({ PoolFqdn: word, SipPort: z.number().int().nullish() });
const pool = z.object({ Fqdn: z.string(), Computers: list });

/** What the published topology calls the store of each duty. */
const stores = [
  ["PersistentChatDatabase", "home A"],
  ["MirrorPersistentChatDatabase", "home B"],
  ["BackupPersistentChatDatabase", "other A"],
  ["BackupMirrorPersistentChatDatabase", "other B"],
] as const;

type Shell = Pick<ShellPort, "invoke">;

async function rows<T>(shell: Shell, command: ReturnType<typeof lookCmdlet>, row: z.ZodType<T>): Promise<readonly T[]> {
  return z.array(row).parse(await shell.invoke(command));
}

/** The chat pools that the topology has. @throws StepError */
export async function chatPools(shell: Shell): Promise<readonly z.infer<typeof service>[]> {
  return rows(shell, lookCmdlet("Get-CsService", { PersistentChatServer: true }), service);
}

/** Fills in what the published topology says of one chat pool. Which site a chat server stands in it does not say. @throws StepError */
export async function fillFromShell(at: Filling, shell: Shell, found: z.infer<typeof service>): Promise<void> {
  const where = "Get-CsService -PersistentChatServer";
  fill(at, "fqdn", { value: found.PoolFqdn, where });
  const databases = await rows(shell, lookCmdlet("Get-CsService", { PersistentChatDatabase: true }), database);
  for (const [property, duty] of stores) {
    const store = databases.find(({ Identity }) => Identity.toLowerCase() === found[property].toLowerCase());
    if (store !== undefined) fillStore(at, { store, duty, where: `${where}: ${property}` });
  }
  const pools = await rows(shell, lookCmdlet("Get-CsPool"), pool);
  const computers = pools.find((each) => each.Fqdn.toLowerCase() === found.PoolFqdn.toLowerCase())?.Computers ?? [];
  for (const fqdn of computers) fillChatServer(at, fqdn, "Get-CsPool: Computers");
  for (const fqdn of found.ActiveServers) fillChatServer(at, fqdn, `${where}: ActiveServers`);
  for (const fqdn of found.InactiveServers) fillChatServer(at, fqdn, `${where}: InactiveServers`);
  const hop = found.Registrar.replace(/^Registrar:/i, "");
  fill(at, "nextHop.name", { value: hop, where: `${where}: Registrar` });
  fill(at, "nextHop.host", { value: hop, where: `${where}: Registrar` });
  const registrars = await rows(shell, lookCmdlet("Get-CsService", { Registrar: true }), registrar);
  const port = registrars.find((each) => each.PoolFqdn.toLowerCase() === hop.toLowerCase())?.SipPort;
  fill(at, "nextHop.port", { value: port ? String(port) : "", where: "Get-CsService -Registrar: SipPort" });
}

type Store = { readonly store: z.infer<typeof database>; readonly duty: string; readonly where: string };

function fillStore(at: Filling, { store, duty, where }: Store): void {
  const short = store.PoolFqdn.split(".")[0] ?? "";
  const name = store.SqlInstanceName === "" ? short : `${short}\\${store.SqlInstanceName}`;
  const index = instanceAt(at, { name, host: store.PoolFqdn });
  fill(at, `instances.${index}.name`, { value: name, where });
  fill(at, `instances.${index}.host`, { value: store.PoolFqdn, where });
  giveDuty(at, index, { duty, where });
  const site = duty.startsWith("home") ? "home" : "other";
  fill(at, `sites.${site}`, { value: store.SiteId.replace(/^Site:/i, ""), where: `${where}, SiteId` });
}

function fillChatServer(at: Filling, fqdn: string, where: string): void {
  const known = at.draft.chatServers.findIndex((each) => each.fqdn.toLowerCase() === fqdn.toLowerCase());
  const index = known < 0 ? at.draft.chatServers.length : known;
  if (known < 0) at.draft = { ...at.draft, chatServers: [...at.draft.chatServers, { fqdn: "", site: "" }] };
  fill(at, `chatServers.${index}.fqdn`, { value: fqdn, where });
}
