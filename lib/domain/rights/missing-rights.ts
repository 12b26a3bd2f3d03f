import type { RightsFacts } from "#lib/domain/commands/queries/health/parity.ts";
import { grantStatement, msdbGrants, serverRights, type Use } from "./grants.ts";

export type MissingRight = { readonly login: string; readonly right: string; readonly statement: string };

/** What a login lacks on the server for its use, with the statement that gives it; null where the server did not say. Pure. */
export function missingRights(use: Use, facts: RightsFacts): readonly MissingRight[] | null {
  if (facts.isSysadmin === true) return [];
  const held: Readonly<Record<string, boolean | null>> = {
    "VIEW SERVER STATE": facts.mayViewState,
    "VIEW ANY DEFINITION": facts.mayViewDefinition,
    "CREATE ANY DATABASE": facts.mayCreateDatabase,
    sysadmin: facts.isSysadmin,
  };
  const needed = serverRights[use];
  if (needed.some((right) => held[right] === null || held[right] === undefined)) return null;
  const { login } = facts;
  return needed
    .filter((right) => held[right] === false)
    .map((right) => ({ login, right, statement: grantStatement(right, login) }));
}

/** What a login lacks that cannot read log shipping's tables. Pure. */
export function lacksMsdb(login: string): MissingRight {
  return { login, right: "msdb: db_datareader, dbm_monitor", statement: msdbGrants(login).join("\n") };
}
