import { randomBytes } from "node:crypto";
import { type Options, readOptions, UsageError, usage } from "./options.ts";
import type { Client } from "./outcome.ts";
import { runAll, type Verdict } from "./run-all.ts";
import { statements } from "./statements/all.ts";
import { withMssql } from "./with-mssql.ts";
import { withTsql } from "./with-tsql.ts";

type Version = readonly [number, number, number];

async function ask(client: Client, sql: string): Promise<readonly (string | number | null)[]> {
  const base = { id: "", source: "unverified", needs: "none", in: "master", spoils: false, serverWide: false } as const;
  const { sets, lines, errors } = await client.send({ ...base, sql, expect: {} });
  if (errors[0]) throw new UsageError(`${sql}: ${errors[0].number} ${errors[0].message}`);
  return sets[0]?.rows[0] ?? lines?.[1] ?? [];
}

async function versionOf(client: Client): Promise<Version> {
  const [text] = await ask(client, "SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')) AS v");
  const [major = 0, minor = 0, build = 0] = String(text).split(".").map(Number);
  return [major, minor, build];
}

/** Names that nobody has; a name that is there already ends the run before anything is written. */
async function freshNames(client: Client, folder: string) {
  const db = `pchat_conformance_${randomBytes(4).toString("hex")}`;
  const names = { db, other: `${db}_b`, dir: folder };
  const [one, two] = await ask(client, `SELECT DB_ID(N'${names.db}') AS a, DB_ID(N'${names.other}') AS b`);
  if (one !== null || two !== null)
    throw new UsageError(`a database ${db} is there already: nothing was done; run it again`);
  return names;
}

function printTable(different: readonly Verdict[]): void {
  const width = Math.max(0, ...different.map(({ statement }) => statement.id.length));
  const source = Math.max(0, ...different.map(({ statement }) => statement.source.length));
  for (const { statement, differences } of different)
    for (const [index, text] of differences.entries()) {
      const head = index === 0 ? [statement.id, statement.source] : ["", ""];
      console.log(`${(head[0] ?? "").padEnd(width)}  ${(head[1] ?? "").padEnd(source)}  ${text}`);
    }
}

async function open(options: Options): Promise<Client> {
  return options.client === "tsql" ? withTsql(options) : withMssql(options);
}

/** Sends the statement file to a server and prints what differs. Gives the process's exit code. */
export async function conformance(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const client = await open(options);
  try {
    const version = await versionOf(client);
    const names = await freshNames(client, options.folder);
    console.log(
      `${options.host},${options.port}: SQL Server ${version.join(".")}, ${client.name}, database ${names.db}`,
    );
    const verdicts = await runAll({ client, names, version, serverWide: options.serverWide, statements });
    const count = (kind: Verdict["kind"]): number => verdicts.filter((verdict) => verdict.kind === kind).length;
    printTable(verdicts.filter(({ kind }) => kind === "different"));
    console.log(`backup files of this run stay in ${names.dir}: ${names.db}_*`);
    console.log(`${count("same")} same, ${count("different")} different, ${count("left out")} left out`);
    return count("different") === 0 ? 0 : 1;
  } finally {
    await client.close();
  }
}

export async function main(args: readonly string[]): Promise<number> {
  try {
    return await conformance(args);
  } catch (error) {
    if (error instanceof UsageError || (error instanceof TypeError && "code" in error)) {
      console.error(`${error.message}\n${usage}`);
      return 2;
    }
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
}
