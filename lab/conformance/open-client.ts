import { type Options, UsageError } from "./options.ts";
import type { Client } from "./outcome.ts";
import { withMssql } from "./with-mssql.ts";
import { hasTsql, withTsql } from "./with-tsql.ts";

/** A statement that nothing is expected of. */
export const bare = {
  ...({ id: "", source: "unverified", needs: "none", in: "master", spoils: false, serverWide: false } as const),
  expect: {},
};

/** The first row. Throws UsageError with number and text when the server refuses. */
export async function ask(client: Client, sql: string): Promise<readonly (string | number | null)[]> {
  const { sets, lines, errors } = await client.send({ ...bare, sql });
  if (errors[0]) throw new UsageError(`${sql}: ${errors[0].number} ${errors[0].message}`);
  return sets[0]?.rows[0] ?? lines?.[1] ?? [];
}

/** Throws UsageError with what to look at when nobody answers there, or not to this login. */
export async function openClient(options: Options): Promise<Client> {
  const { host, port, user, client } = options;
  if (client === "tsql" && !hasTsql())
    throw new UsageError("--client tsql: FreeTDS is not installed here (Debian: freetds-bin)");
  try {
    const opened = client === "tsql" ? withTsql(options) : await withMssql(options);
    await ask(opened, "SELECT 1 AS one");
    return opened;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (/login failed/i.test(text))
      throw new UsageError(
        `${host},${port} refused the login ${user}: ${firstLine(text)} Is it a SQL login, and is that its password? Windows logins are not tried.`,
        { cause: error },
      );
    if (/EENCRYPT|encrypt/i.test(`${text} ${codeOf(error)}`))
      throw new UsageError(`${host},${port} does not encrypt: ${firstLine(text)} Try --encrypt off.`, { cause: error });
    throw new UsageError(
      `no SQL Server answers at ${host},${port}: ${firstLine(text)} Is TCP/IP switched on for the instance, is that its port, does a firewall stand between?`,
      { cause: error },
    );
  }
}

export const firstLine = (text: string): string => `${(text.split("\n")[0] ?? "").replace(/\.?$/, "")}.`;
const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
