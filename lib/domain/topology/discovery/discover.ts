import type { Draft, DraftInstance } from "#lib/domain/topology/draft.ts";
import type { Asked, Probe, ProbePort, ProbeShell } from "#lib/domain/topology/probe-port.ts";
import { type Filling, fill } from "./fill.ts";
import { chatPools, fillFromShell } from "./from-shell.ts";
import { askInstance, fillFromSql } from "./from-sql.ts";

/** What was asked in one turn, and how that went; `said` is empty where it answered. */
export type Looked = { readonly at: string; readonly said: string };
export type Discovery = { readonly draft: Draft; readonly looked: readonly Looked[] };

/** An instance as it can be asked, or null while its address or its login is not known. */
export function askedOf(instance: DraftInstance, key: string, credential = instance.credential): Asked | null {
  const port = Number(instance.port);
  const isWhole = Number.isInteger(port) && port > 0 && port < 65_536;
  if (instance.host === "" || !isWhole || credential === "") return null;
  const { host, encrypt, trustServerCertificate } = instance;
  return { name: key, host, port, encrypt, trustServerCertificate, credential };
}

/** The shell of a draft, or null while none is chosen. */
export function shellOf(draft: Draft): ProbeShell | null {
  if (draft.shell === "" || (draft.product !== "Lync" && draft.product !== "SkypeForBusiness")) return null;
  const [executable = "", ...words]: readonly string[] = JSON.parse(draft.shell);
  return { executable, arguments: words, module: draft.product };
}

/**
 * Asks whatever of a draft can be asked now, the management shell and every instance with an address, and fills in what they say.
 * What a person wrote stays; what does not answer stays unknown. Only reads. Safe to call twice.
 */
export async function discover(port: ProbePort, given: Draft): Promise<Discovery> {
  // Named by its address: that is what an error says, and its name is not known yet.
  const instances = given.instances.flatMap((each, i) => {
    const asked = askedOf(each, `${each.host}:${each.port}`);
    return asked === null ? [] : [{ i, asked }];
  });
  const probe = port.open({ instances: instances.map(({ asked }) => asked), folders: {}, shell: shellOf(given) });
  try {
    const at: Filling = { draft: given };
    const looked: Looked[] = [];
    const answers = await Promise.all(
      instances.map(async ({ i, asked }) => ({ i, asked, ...(await tried(askInstance(probe.read, asked.name))) })),
    );
    for (const { i, asked, value, said } of answers) {
      looked.push({ at: asked.name, said });
      if (value) fill(at, `instances.${i}.name`, { value: value.name, where: "SERVERPROPERTY('ServerName')" });
    }
    if (probe.shell !== null) looked.push({ at: "Get-CsService", said: await lookInShell(at, probe.shell) });
    for (const { value } of answers) if (value) fillFromSql(at, value);
    // Again: who ships to whom tells the sites that the first turn did not know yet.
    for (const { value } of answers) if (value) fillFromSql(at, value);
    return { draft: at.draft, looked };
  } finally {
    await probe.close();
  }
}

async function lookInShell(at: Filling, shell: NonNullable<Probe["shell"]>): Promise<string> {
  const { value: pools, said } = await tried(chatPools(shell));
  if (pools === null) return said;
  const named = pools.filter((each) => each.PoolFqdn.toLowerCase() === at.draft.fqdn.toLowerCase());
  const [found, ...more] = named.length > 0 ? named : pools;
  if (found === undefined) return "the topology has no Persistent Chat pool";
  if (more.length > 0)
    return `there are several pools; write the name of one: ${pools.map((p) => p.PoolFqdn).join(", ")}`;
  return (await tried(fillFromShell(at, shell, found))).said;
}

async function tried<T>(work: Promise<T>): Promise<{ readonly value: T | null; readonly said: string }> {
  try {
    return { value: await work, said: "" };
  } catch (e) {
    return { value: null, said: e instanceof Error ? e.message : String(e) };
  }
}
