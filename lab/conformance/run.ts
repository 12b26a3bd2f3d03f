import { randomBytes } from "node:crypto";
import type { Names } from "./need.ts";
import { ask, bare, firstLine, openClient } from "./open-client.ts";
import { readOptions, UsageError, usage } from "./options.ts";
import type { Client } from "./outcome.ts";
import { runAll, type Verdict } from "./run-all.ts";
import type { Statement } from "./statement.ts";
import { statements } from "./statements/all.ts";

type Version = readonly [number, number, number];

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

/** A backup of an empty database of ours: without it nothing that reads backups can be tried. */
async function tryFolder(client: Client, names: Names): Promise<void> {
  const path = `${names.dir}\\${names.db}_try.bak`;
  await client.prepare(`CREATE DATABASE [${names.db}]`).catch((error: Error) => {
    throw new UsageError(
      `it cannot make a database of its own: ${firstLine(error.message)} The login needs CREATE ANY DATABASE, better sysadmin.`,
    );
  });
  try {
    const sent = await client.send({ ...bare, sql: `BACKUP DATABASE [${names.db}] TO DISK = N'${path}' WITH INIT` });
    const cause = sent.errors[0];
    if (cause)
      throw new UsageError(
        `--folder ${names.dir}: the server cannot write there (${cause.number}: ${firstLine(cause.message)}) Name a folder that its service account may write to.`,
      );
  } finally {
    await client.prepare(`DROP DATABASE [${names.db}]`);
  }
}

type OnNext = (statement: Statement, done: number) => void;

/** Says every ten seconds where it is: a slow server is told from one that hangs. */
async function withProgress<T>(work: (onNext: OnNext) => Promise<T>): Promise<T> {
  let at = "";
  const timer = setInterval(() => console.log(at), 10_000);
  try {
    return await work((statement, done) => {
      at = `  ${done} of ${statements.length} done, now ${statement.id}`;
    });
  } finally {
    clearInterval(timer);
  }
}

/** Sends the statement file to a server and prints what differs. Gives the process's exit code. */
export async function conformance(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    console.log(usage);
    return 0;
  }
  const client = await openClient(options);
  try {
    const version = await versionOf(client);
    const names = await freshNames(client, options.folder);
    console.log(
      `${options.host},${options.port}: SQL Server ${version.join(".")}, ${client.name}, database ${names.db}`,
    );
    await tryFolder(client, names);
    const verdicts = await withProgress((onNext) =>
      runAll({ client, names, version, serverWide: options.serverWide, statements, onNext }),
    );
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
    if (error instanceof UsageError) {
      console.error(`${error.message}\nHelp: npm run conformance -- --help`);
      return 2;
    }
    if (error instanceof TypeError && "code" in error) {
      console.error(`${error.message}\n${usage}`);
      return 2;
    }
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
}
