import type { SqlCommand } from "./command.ts";

/** Ends mirroring on whichever partner answers; the other partner's copy stays RESTORING, the witness goes too. Printed step 2 of failback. */
export function removeMirroring(target: string, database: "mgc" | "mgccomp"): SqlCommand {
  return {
    kind: "sql",
    target,
    text: `ALTER DATABASE [${database}] SET PARTNER OFF`,
    parameters: {},
    deadlineMs: 5 * 60_000,
  };
}

/**
 * Gives a mirroring session its witness again; sent to the principal while all three see each other (1426, 1456). The statement
 * takes no variable, so the server makes it from the bound address, quoted. Safe to call twice. sql-server.md C3.
 */
export function setWitness(target: string, database: "mgc" | "mgccomp", address: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: `DECLARE @s nvarchar(max) = N'ALTER DATABASE [${database}] SET WITNESS = ' + QUOTENAME(@witness, ''''); EXEC (@s)`,
    parameters: { witness: address },
    deadlineMs: 60_000,
  };
}

/** Swaps the partners; only where SYNCHRONIZED with safety FULL (1422, 1477). Sent to the principal. Users are thrown out for seconds. */
export function swapPartners(target: string, database: "mgc"): SqlCommand {
  return {
    kind: "sql",
    target,
    text: `ALTER DATABASE [${database}] SET PARTNER FAILOVER`,
    parameters: {},
    deadlineMs: 5 * 60_000,
  };
}
