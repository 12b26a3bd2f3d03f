import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

export type Options = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  readonly encrypt: boolean;
  readonly serverWide: boolean;
  readonly client: "mssql" | "tsql";
};

export const usage = `usage: npm run conformance -- --server <host,port> --user <login> --password-file <file> --folder <folder> [--encrypt off] [--client tsql] [--server-wide]
Sends the statement file to a SQL Server and prints what differs from our references. Ends with 0: all the same; 1: something differs; 2: it could not be done.
  --server         host and port, such as sqltest01,1433; an instance name alone has no port
  --password-file  the login's password, on the first line of a file
  --folder         where the server itself may write backups, as its service account sees it, such as D:\\Backup
  --encrypt off    without encryption; else all is encrypted and the certificate is not checked
  --client tsql    through FreeTDS instead of mssql; FreeTDS takes the password on its command line only, where others on this machine can read it
  --server-wide    also the statements that make and delete Agent jobs and log shipping entries of their own
Only databases that this run makes (pchat_conformance_…) are written, and they are dropped at its end; their backup files stay.`;

/** The caller's to put right: told without a stack. */
export class UsageError extends Error {}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new UsageError(`--${name} ${value}: it is ${allowed.join(" or ")}`);
  return found;
}

/** Throws UsageError, which says what is missing or wrong. Null: only help is wanted. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: args[0] === "--" ? args.slice(1) : [...args],
    options: {
      help: { type: "boolean", short: "h", default: false },
      database: { type: "string" },
      server: { type: "string" },
      user: { type: "string" },
      "password-file": { type: "string" },
      folder: { type: "string" },
      encrypt: { type: "string", default: "on" },
      client: { type: "string", default: "mssql" },
      "server-wide": { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  if (values.database !== undefined)
    throw new UsageError(
      `--database ${values.database} is not taken: statements are sent to databases that this run makes and drops, never to one that is there`,
    );
  const need = (name: "server" | "user" | "password-file" | "folder"): string => {
    const value = values[name];
    if (value === undefined || value === "") throw new UsageError(`--${name} is missing`);
    return value;
  };
  const [host = "", port = ""] = need("server").split(/[,:]/);
  if (!/^\d+$/.test(port)) throw new UsageError(`--server ${need("server")} has no port: write host,port`);
  const folder = need("folder").replace(/[\\/]+$/, "");
  if (/['{}]/.test(folder)) throw new UsageError("--folder must have no quotes and no braces");
  return {
    host,
    port: Number(port),
    user: need("user"),
    password: firstLine(need("password-file")),
    folder,
    encrypt: oneOf("encrypt", values.encrypt, ["on", "off"]) === "on",
    serverWide: values["server-wide"],
    client: oneOf("client", values.client, ["mssql", "tsql"]),
  };
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/)[0] ?? "";
  } catch (error) {
    throw new UsageError(`--password-file ${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
