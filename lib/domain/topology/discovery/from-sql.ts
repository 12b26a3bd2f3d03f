import type { z } from "zod";
import {
  shipsToQuery,
  shipsToRow,
  takesFromQuery,
  takesFromRow,
  type WhoAndMirror,
  whoAndMirrorQuery,
  whoAndMirrorRow,
} from "#lib/domain/commands/queries/discovery.ts";
import type { SqlPort } from "#lib/domain/ports.ts";
import { type Filling, fill, giveDuty, instanceAt } from "./fill.ts";

/** What one instance says of itself and of those that it works with. */
export type InstanceSaid = WhoAndMirror & {
  readonly ships: readonly z.infer<typeof shipsToRow>[];
  readonly takes: readonly z.infer<typeof takesFromRow>[];
  /** What kept log shipping's tables from being read; null where they were. */
  readonly refused: unknown;
};

/** Asks one instance. What it says of itself counts also where log shipping's tables are refused. @throws StepError */
export async function askInstance(read: SqlPort["read"], target: string): Promise<InstanceSaid | null> {
  const [who] = await read(whoAndMirrorQuery(target), whoAndMirrorRow);
  if (who === undefined) return null;
  try {
    const ships = await read(shipsToQuery(target), shipsToRow);
    return { ...who, ships, takes: await read(takesFromQuery(target), takesFromRow), refused: null };
  } catch (e) {
    return { ...who, ships: [], takes: [], refused: e };
  }
}

/** Fills in what an instance's catalogues say: who ships, who mirrors, who is witness, which folders. Pure but for `at`. */
export function fillFromSql(at: Filling, said: InstanceSaid): void {
  const { name } = said;
  const own = instanceAt(at, { name, host: "" });
  const mirroring = `sys.database_mirroring on ${name}`;
  const isMirror = said.mirroringRole === "MIRROR";
  if (said.ships.length > 0) {
    giveDuty(at, own, {
      duty: isMirror ? "home B" : "home A",
      where: `msdb.dbo.log_shipping_primary_databases on ${name}`,
    });
  }
  for (const { share, secondary } of said.ships) {
    const where = `msdb.dbo.log_shipping_primary_databases on ${name}`;
    fill(at, "folders.backupShare.asServer", { value: share, where });
    fillNamed(at, { name: secondary, duty: "other A", where: `msdb.dbo.log_shipping_primary_secondaries on ${name}` });
  }
  for (const { primary, destination } of said.takes) {
    const where = `msdb.dbo.log_shipping_secondary on ${name}`;
    giveDuty(at, own, { duty: "other A", where });
    fill(at, "folders.copyFolder.asServer", { value: destination, where });
    // Which of home's two it is, its own mirroring says: it is asked when it has an address.
    fillNamed(at, { name: primary, duty: "", where });
  }
  const site = at.draft.instances[own]?.site ?? "";
  if (said.partnerInstance !== "" && site !== "") {
    const duties = at.draft.instances[own]?.duties ?? "";
    const duty = duties.includes("A") ? `${site} B` : `${site} A`;
    const index = fillNamed(at, { name: said.partnerInstance, duty, where: mirroring });
    if (index !== null) fill(at, `instances.${index}.host`, { value: hostOf(said.partnerAddress), where: mirroring });
  }
  if (said.witnessAddress !== "" && site !== "") fillWitness(at, { ...said, site, where: mirroring });
}

function fillNamed(
  at: Filling,
  found: { readonly name: string; readonly duty: string; readonly where: string },
): number | null {
  if (found.name === "") return null;
  const index = instanceAt(at, { name: found.name, host: "" });
  fill(at, `instances.${index}.name`, { value: found.name, where: found.where });
  if (found.duty !== "") giveDuty(at, index, { duty: found.duty, where: found.where });
  return index;
}

/** The catalogue has a witness's address but not its name: that is read when somebody has said its port. */
function fillWitness(
  at: Filling,
  found: { readonly witnessAddress: string; readonly site: string; readonly where: string },
): void {
  const host = hostOf(found.witnessAddress);
  const duty = `${found.site} witness`;
  const holder = at.draft.instances.findIndex((each) => each.duties.split(", ").includes(duty));
  const index = holder >= 0 ? holder : instanceAt(at, { name: "", host });
  fill(at, `instances.${index}.host`, { value: host, where: found.where });
  giveDuty(at, index, { duty, where: found.where });
}

/** "sqlmi02.contoso.local" of "TCP://sqlmi02.contoso.local:5022". */
function hostOf(address: string): string {
  return address.replace(/^tcp:\/\//i, "").replace(/:\d+$/, "");
}
