import { rightsQuery, rightsRow } from "#lib/domain/commands/queries/health/parity.ts";
import { lacksMsdb, missingRights } from "#lib/domain/rights/missing-rights.ts";
import { messageOf, type TestStage } from "#lib/domain/topology/connections/result.ts";
import { stageOf } from "#lib/domain/topology/connections/stage-of.ts";
import type { Draft, DraftInstance } from "#lib/domain/topology/draft.ts";
import type { Asked, Probe, ProbePort, ProbeShell } from "#lib/domain/topology/probe-port.ts";
import { type Filling, fill } from "./fill.ts";
import { chatPools, fillFromShell } from "./from-shell.ts";
import { askInstance, fillFromSql } from "./from-sql.ts";

/** What was asked in one turn, and how that went. */
export type Looked = {
  readonly at: string;
  /** How far it came before it went wrong; null where it told all that it was asked. */
  readonly stage: TestStage | null;
  /** What came back where it went wrong. */
  readonly said: string;
  /** Statements that mend it; empty where there are none. */
  readonly fix: readonly string[];
};
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
 * What a person wrote stays; what does not answer stays unknown. `onlyLogin`: for instances that have none yet. Only reads. Safe to call twice.
 */
export async function discover(port: ProbePort, given: Draft, onlyLogin = ""): Promise<Discovery> {
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
    for (const { i, asked, value, failed } of answers) {
      looked.push(await lookedAt(probe, asked.name, failed ?? value?.refused ?? null));
      if (value) fill(at, `instances.${i}.name`, { value: value.name, where: "SERVERPROPERTY('ServerName')" });
    }
    if (probe.shell !== null) {
      const said = await lookInShell(at, probe.shell);
      looked.push({ at: "Get-CsService", stage: said === "" ? null : "cmdlets", said, fix: [] });
    }
    for (const { value } of answers) if (value) fillFromSql(at, value);
    // Again: who ships to whom tells the sites that the first turn did not know yet.
    for (const { value } of answers) if (value) fillFromSql(at, value);
    const withLogin = at.draft.instances.map((each) =>
      each.credential === "" ? { ...each, credential: onlyLogin } : each,
    );
    return { draft: { ...at.draft, instances: withLogin }, looked };
  } finally {
    await probe.close();
  }
}

/** How the look at one instance went; where a right is missing, with the statements that give it. */
async function lookedAt(probe: Probe, at: string, failed: unknown): Promise<Looked> {
  if (failed === null) return { at, stage: null, said: "", fix: [] };
  const stage = stageOf(failed);
  const facts = stage === "rights" ? (await tried(probe.read(rightsQuery(at), rightsRow))).value?.[0] : undefined;
  const lacking = facts === undefined ? [] : [...(missingRights("watch", facts) ?? []), lacksMsdb(facts.login)];
  return { at, stage, said: messageOf(failed), fix: lacking.map(({ statement }) => statement) };
}

async function lookInShell(at: Filling, shell: NonNullable<Probe["shell"]>): Promise<string> {
  const { value: pools, failed } = await tried(chatPools(shell));
  if (pools === null) return messageOf(failed);
  const named = pools.filter((each) => each.PoolFqdn.toLowerCase() === at.draft.fqdn.toLowerCase());
  const [found, ...more] = named.length > 0 ? named : pools;
  if (found === undefined) return "the topology has no Persistent Chat pool";
  if (more.length > 0)
    return `there are several pools; write the name of one: ${pools.map((p) => p.PoolFqdn).join(", ")}`;
  const { failed: half } = await tried(fillFromShell(at, shell, found));
  return half === null ? "" : messageOf(half);
}

async function tried<T>(work: Promise<T>): Promise<{ readonly value: T | null; readonly failed: unknown }> {
  try {
    return { value: await work, failed: null };
  } catch (e) {
    return { value: null, failed: e };
  }
}
