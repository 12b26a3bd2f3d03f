import { differences } from "./differences.ts";
import { dropAll, makeNeeded, type Names, withNames } from "./need.ts";
import type { Client } from "./outcome.ts";
import type { Statement } from "./statement.ts";

export type Verdict = { readonly statement: Statement; readonly differences: readonly string[] } & {
  readonly kind: "same" | "different" | "left out";
};
type Version = readonly [number, number, number];
type Run = {
  readonly client: Client;
  readonly names: Names;
  readonly version: Version;
  /** Also what writes outside the throw-away databases. */
  readonly serverWide: boolean;
  readonly statements: readonly Statement[];
  /** Called before each statement with how many are behind it. */
  readonly onNext?: (statement: Statement, done: number) => void;
};

const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

function fits({ from, below, serverWide }: Statement, run: Run): boolean {
  if (serverWide && !run.serverWide) return false;
  return (!from || compare(run.version, from) >= 0) && (!below || compare(run.version, below) < 0);
}

function named(statement: Statement, names: Names): Statement {
  const parameters = Object.entries(statement.parameters ?? {}).map(([name, { type, value }]) => [
    name,
    { type, value: typeof value === "string" ? withNames(value, names) : value },
  ]);
  return {
    ...statement,
    sql: withNames(statement.sql, names),
    ...(statement.parameters ? { parameters: Object.fromEntries(parameters) } : {}),
  };
}

async function prepare(client: Client, texts: readonly string[]): Promise<void> {
  for (const text of texts)
    await client.prepare(text).catch((error: Error) => {
      throw new TypeError(`could not bring about what a statement needs (${text}): ${error.message}`, { cause: error });
    });
}

/** Sends every statement in order, each in the state it needs, and drops what it made. */
export async function runAll(run: Run): Promise<readonly Verdict[]> {
  try {
    return await sendAll(run);
  } finally {
    await prepare(run.client, dropAll(run.names));
  }
}

async function sendAll(run: Run): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  let stands: string | null = null;
  for (const statement of run.statements) {
    run.onNext?.(statement, verdicts.length);
    if (!fits(statement, run)) {
      verdicts.push({ kind: "left out", statement, differences: [] });
      continue;
    }
    if (statement.needs !== "none" && stands !== statement.needs)
      await prepare(run.client, makeNeeded(statement.needs, run.names));
    if (statement.needs !== "none") stands = statement.spoils ? null : statement.needs;
    if (statement.in === "db") await run.client.prepare(`USE [${run.names.db}]`);
    const outcome = await run.client.send(named(statement, run.names));
    const told = differences(statement, outcome, run.client.tells);
    verdicts.push({ kind: told.length === 0 ? "same" : "different", statement, differences: told });
    if (statement.in === "db") await run.client.prepare("USE master");
  }
  return verdicts;
}
