import type { Parameter } from "#lab/sql-server/contract.ts";
import type { RpcCall } from "./requests.ts";

export type RunnableCall = {
  readonly text: string;
  readonly parameters: readonly Parameter[];
  /** sp_executesql gives the database back when it ends. */
  readonly dynamic: boolean;
};
export type RefusedCall = { readonly refusal: { readonly number: number; readonly message: string } };

export const returnVariable = "@lab_return_status";

const executeSql = 10;
const namePart = "(?:[\\p{L}_#][\\p{L}\\p{N}_@#$]*|\\[(?:[^\\]]|\\]\\])+\\])";
const procedureName = new RegExp(`^${namePart}(?:\\.${namePart}?){0,3}(?:;\\d+)?$`, "u");
const parameterName = /^@[\p{L}\p{N}_@#$]*$/u;

const refuse = (number: number, message: string): RefusedCall => ({ refusal: { number, message } });

function dynamicCall(call: RpcCall): RunnableCall | RefusedCall {
  const [statement, , ...rest] = call.parameters;
  if (typeof statement?.value !== "string") {
    return refuse(214, "Procedure expects parameter '@statement' of type 'ntext/nchar/nvarchar'.");
  }
  return { text: statement.value, parameters: rest, dynamic: true };
}

/** A remote call of a procedure is what EXEC would do with its parameters as variables. */
function namedCall(name: string, given: readonly Parameter[]): RunnableCall | RefusedCall {
  const named = given.every((parameter) => parameter.name === "" || parameterName.test(parameter.name));
  if (!procedureName.test(name) || !named) return refuse(2812, `Could not find stored procedure '${name}'.`);
  const variables = given.map((parameter, index) => ({
    ...parameter,
    name: parameter.name === "" ? `@lab_argument_${index + 1}` : parameter.name,
  }));
  const args = variables.map((variable, index) => {
    const prefix = given[index]?.name === "" ? "" : `${variable.name} = `;
    return `${prefix}${variable.name}${variable.output ? " OUTPUT" : ""}`;
  });
  return {
    text: `EXEC ${returnVariable} = ${name} ${args.join(", ")}`,
    parameters: [{ name: returnVariable, type: { name: "int" }, value: null, output: true }, ...variables],
    dynamic: false,
  };
}

/** T-SQL and parameters of one RPC, or why the lab does not do it. */
export function rpcText(call: RpcCall): RunnableCall | RefusedCall {
  if (call.procedure === executeSql) return dynamicCall(call);
  if (typeof call.procedure === "number") {
    return refuse(
      50_000,
      `The lab does not do the system call with ProcID ${call.procedure} (cursors and prepared statements).`,
    );
  }
  const bare = call.procedure.toLowerCase().replace(/[[\]]/g, "").split(".").at(-1);
  return bare === "sp_executesql" ? dynamicCall(call) : namedCall(call.procedure, call.parameters);
}
