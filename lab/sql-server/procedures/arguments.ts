import type { ProcedureCall, SqlValue } from "#lab/sql-server/contract.ts";
import { refuse } from "#lab/world/refuse.ts";

export type Given = Readonly<Record<string, SqlValue>>;

/** Arguments by lower-case name without @; positional ones by the procedure's own order. Throws 8144, 8145. */
export function argumentsOf(call: ProcedureCall, at: { readonly procedure: string; readonly order: string }): Given {
  const order = at.order.split(" ").filter((name) => name !== "");
  const given: Record<string, SqlValue> = {};
  for (const [index, argument] of call.args.entries()) {
    const name = argument.name === "" ? order[index] : argument.name.replace(/^@/, "").toLowerCase();
    if (name === undefined)
      throw refuse(8144, `Procedure or function ${at.procedure} has too many arguments specified.`);
    if (!order.includes(name)) throw refuse(8145, `@${name} is not a parameter for procedure ${at.procedure}.`);
    if (argument.value !== null || !argument.output) given[name] = argument.value;
  }
  return given;
}

export function needed(given: Given, name: string, procedure: string): string {
  const value = given[name];
  if (value === undefined)
    throw refuse(201, `Procedure or function '${procedure}' expects parameter '@${name}', which was not supplied.`);
  if (value === null)
    throw refuse(
      32052,
      `Parameter '@${name}' cannot be null or empty. Specify a value for the named parameter and retry the operation.`,
    );
  return String(value);
}

export function textOrNull(value: SqlValue | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

/** bit parameters arrive as 0/1 or true/false. */
export function asBit(value: SqlValue | undefined): boolean {
  return value === true || value === 1 || value === 1n || value === "1";
}

export function bits(given: Given, names: readonly string[]): Given {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, names.includes(name) && value !== null ? asBit(value) : value]),
  );
}
