import sql from "mssql";
import type { CommandValue } from "#lib/domain/commands/command.ts";
import { StepError } from "#lib/domain/errors.ts";
import { requestOn } from "./connection.ts";

/** A message below severity 11, as SQL Server sent it. */
export type InfoMessage = { readonly number: number; readonly text: string };

export type Statement = {
  readonly text: string;
  readonly parameters: Readonly<Record<string, CommandValue>>;
  readonly timeoutMs: number;
  readonly onInfo?: (message: InfoMessage) => void;
};

type Row = Readonly<Record<string, unknown>>;

function asText(name: string, value: CommandValue): string | null {
  if (value === null) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  throw new StepError("bad-input", `parameter ${name}: a list cannot be bound in T-SQL`, { effect: "none" });
}

/** Sends one statement with every value bound as nvarchar (numbers are converted in the text) and gives all result sets. */
export async function send(pool: sql.ConnectionPool, statement: Statement): Promise<readonly (readonly Row[])[]> {
  const request = requestOn(pool, statement.timeoutMs);
  for (const [name, value] of Object.entries(statement.parameters)) {
    const text = asText(name, value);
    request.input(name, text !== null && text.length > 4000 ? sql.NVarChar(sql.MAX) : sql.NVarChar(4000), text);
  }
  request.on("info", (message: { number?: number; message?: string }) => {
    statement.onInfo?.({ number: message.number ?? 0, text: message.message ?? "" });
  });
  const result = await request.query<Row>(statement.text);
  return Array.isArray(result.recordsets) ? result.recordsets : [];
}
