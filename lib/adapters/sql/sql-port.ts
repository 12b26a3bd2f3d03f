import { z } from "zod";
import { StepError } from "#lib/domain/errors.ts";
import type { Quiet, SqlPort } from "#lib/domain/ports.ts";
import type { Use } from "#lib/domain/rights/grants.ts";
import type { Instance, Pool } from "#lib/domain/topology/pool.ts";
import type { Credential, Opening } from "./connection.ts";
import { executeCommand } from "./execute-command.ts";
import { headerQuery, headerRow } from "./header-query.ts";
import { findHolder, giveLock, takeLock } from "./instance-lock.ts";
import { ReadPools } from "./read-pools.ts";
import { openSession } from "./session.ts";
import { translateError } from "./translate-error.ts";
import { within } from "./within.ts";

export type SqlPortOptions = {
  readonly pool: Pick<Pool, "instances">;
  /** Credential by its name in the pool file. */
  readonly credential: (name: string) => Credential;
  readonly appName?: string;
  /** With which login reads are done: "operate" is for a run alone. Default "operate". */
  readonly readAs?: "watch" | "operate";
};

const connectTimeoutMs = 5_000;
const defaultDeadlineMs = 10_000;
const headerDeadlineMs = 30_000;
const versionRow = z.object({ version: z.string() });

/** The instances of one pool over TDS. `close` ends every idle line; sessions of running commands end with their commands. */
export function makeSqlPort(options: SqlPortOptions): SqlPort & { close(): Promise<void> } {
  const appName = options.appName ?? "persistent-chat-console";
  const opening = (target: string, use: Use): Opening => {
    const instance = options.pool.instances.find((one) => one.name === target);
    if (instance === undefined)
      throw new StepError("bad-input", `${target} is not in the pool file`, { effect: "none" });
    return {
      instance,
      credential: options.credential(credentialName(instance, use)),
      appName,
      connectTimeoutMs,
      maxConnections: 4,
    };
  };
  const pools = new ReadPools((target) => opening(target, options.readAs ?? "operate"));
  const headers = new ReadPools((target) => opening(target, "chain"));
  const versions = new Map<string, string>();

  const read: SqlPort["read"] = async (query, row) => {
    const rows = await pools.read(query.target, {
      statement: { text: query.text, parameters: query.parameters ?? {} },
      doing: "read",
      deadlineMs: query.deadlineMs ?? defaultDeadlineMs,
    });
    return rows.map((one) => parseRow(row, one, query.target));
  };

  const versionOf = async (target: string): Promise<string> => {
    const known = versions.get(target);
    if (known !== undefined) return known;
    const text = "SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')) AS version";
    const [first] = await read({ target, text }, versionRow);
    if (first === undefined) throw new StepError("remote", `${target} did not say its version`, { effect: "none" });
    versions.set(target, first.version);
    return first.version;
  };

  return {
    read,
    readHeaders: async (target, asServerPath) => {
      const statement = { text: headerQuery(await versionOf(target)), parameters: { file: asServerPath } };
      const rows = await headers.read(target, {
        statement,
        doing: `reading the header of ${asServerPath}`,
        deadlineMs: headerDeadlineMs,
      });
      return rows.map((one) => parseRow(headerRow, one, target));
    },
    execute: async (command, act) => {
      const appName = `pchat-dr ${act.runId} ${act.actId} by ${act.person}`;
      const own = { ...opening(command.target, "operate"), appName };
      return executeCommand(own, command, act);
    },
    quiet: async (target) => askQuiet(opening(target, "operate")),
    close: async () => void (await Promise.all([pools.close(), headers.close()])),
  };
}

/** One login for all, or one for each use. */
function credentialName({ credential }: Instance, use: Use): string {
  return typeof credential === "string" ? credential : credential[use];
}

function parseRow<T>(row: z.ZodType<T>, value: unknown, target: string): T {
  const parsed = row.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new StepError(
    "remote",
    `${target} gave an unexpected row: ${parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`,
    {
      effect: "none",
      cause: parsed.error,
    },
  );
}

async function askQuiet(opening: Opening): Promise<Quiet> {
  const target = opening.instance.name;
  try {
    const session = await openSession(opening);
    const look = async (): Promise<Quiet> => {
      const lock = await takeLock(session.pool, target, defaultDeadlineMs);
      if (lock.taken) {
        await giveLock(session.pool, target, defaultDeadlineMs);
        return { kind: "quiet" };
      }
      const holder = await findHolder(session.pool, defaultDeadlineMs);
      if (holder === null)
        return { kind: "busy", sessionId: 0, program: "not visible with these rights", command: "", percent: null };
      const { sessionId, program, command, percentComplete } = holder;
      return { kind: "busy", sessionId, program: program ?? "", command: command ?? "", percent: percentComplete };
    };
    try {
      const doing = `asking ${target} whether it is quiet`;
      return await within(look(), { deadlineMs: defaultDeadlineMs, effect: "none", doing, cut: session.cut });
    } finally {
      await session.close();
    }
  } catch (error) {
    const attempt = {
      target,
      doing: "asking whether it is quiet",
      phase: "lock",
      text: "",
      sawProgress: false,
      readOnly: true,
    } as const;
    return { kind: "unreachable", message: translateError(error, attempt).message };
  }
}
