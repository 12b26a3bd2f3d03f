import { instanceStateQuery, instanceStateRow } from "#lib/domain/commands/queries/instance-state.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { SqlPort } from "#lib/domain/ports.ts";
import type { Pool, SiteKey } from "#lib/domain/topology/pool.ts";

/** One copy of mgc as its instance describes it; `state` null: no mgc; `error`: it could not be asked. */
export type CopySeen = {
  readonly instance: string;
  readonly state: string | null;
  readonly role: string | null;
  readonly roleSequence: number | null;
  readonly error: string | null;
};

/** Asks every instance of a site that holds a copy. Never throws: what did not answer says so. */
export async function readCopies(sql: SqlPort, pool: Pool, site: SiteKey): Promise<readonly CopySeen[]> {
  const names = pool.instances
    .filter((i) => i.duties.some((d) => d === `${site} A` || d === `${site} B`))
    .map((i) => i.name);
  return Promise.all(
    names.map(async (instance): Promise<CopySeen> => {
      try {
        const [row] = await sql.read(instanceStateQuery(instance), instanceStateRow);
        const { stateDesc = null, mirroringRole = null, roleSequence = null } = row ?? {};
        return { instance, state: stateDesc, role: mirroringRole, roleSequence, error: null };
      } catch (e) {
        const error = e instanceof Error ? e.message : String(e);
        return { instance, state: null, role: null, roleSequence: null, error };
      }
    }),
  );
}

/** Whether a copy can be read. */
export const isReadable = (copy: CopySeen) => copy.error === null && copy.state === "ONLINE" && copy.role !== "MIRROR";

/**
 * The copy that was home's principal last: by mirroring role sequence, never by its name, because the mirror may have taken over
 * in the first seconds of the disaster. Equal or unknown sequences: the one in the principal role, then the one that opens.
 * Null when home holds no copy. Pure. Source: dba-notes 4.
 */
export function lastHomePrincipal(copies: readonly CopySeen[]): CopySeen | null {
  const there = copies.filter((c) => c.state !== null);
  const rank = (c: CopySeen) => [c.roleSequence ?? 0, c.role === "PRINCIPAL" ? 1 : 0, isReadable(c) ? 1 : 0];
  const sorted = [...there].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return y.map((n, i) => n - (x[i] ?? 0)).find((n) => n !== 0) ?? 0;
  });
  return sorted[0] ?? null;
}

/** The copy of the other site that serves. @throws AppError "refused" when none can be read there */
export function servingCopy(copies: readonly CopySeen[]): CopySeen {
  const found = copies.find(isReadable);
  if (found) return found;
  const seen = copies.map((c) => `${c.instance}: ${c.error ?? `mgc is ${c.state ?? "absent"}`}`).join("; ");
  throw new AppError(
    "refused",
    `no copy of mgc in the other site can be read (${seen}). What is stranded at home is what that copy lacks: bring it up first.`,
  );
}
