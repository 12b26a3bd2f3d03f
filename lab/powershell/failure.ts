import type { ErrorRecord } from "./reply.ts";

/** A terminating error of a cmdlet, as PowerShell would record it. */
export class CmdletFailure extends Error {
  readonly errorId: string;
  readonly category: string;

  constructor(message: string, errorId: string, category: string) {
    super(message);
    this.errorId = errorId;
    this.category = category;
  }
}

/** Binding failed: the cmdlet has not begun. The class name is part of what PowerShell prints. */
export class ParameterBindingException extends CmdletFailure {}

export function bindingFailure(id: string, message: string): CmdletFailure {
  return new ParameterBindingException(message, id, "InvalidArgument");
}

export function notFound(what: string, identity: string): CmdletFailure {
  return new CmdletFailure(`Cannot find ${what} "${identity}".`, "ObjectNotFound", "ObjectNotFound");
}

export function invalidOperation(errorId: string, message: string): CmdletFailure {
  return new CmdletFailure(message, errorId, "InvalidOperation");
}

export function recordOf(error: unknown, cmdlet: string): ErrorRecord {
  const position = `At line:1 char:1\n+ & $cmdlet @params\n+ ~~~~~~~~~~~~~~~~~`;
  const commandType = `Microsoft.Rtc.Management.${cmdlet.replace("-", "")}Cmdlet`;
  if (error instanceof CmdletFailure) {
    const isComplete = error.errorId === "CommandNotFoundException" || error.errorId.includes(",");
    const errorId = isComplete ? error.errorId : `${error.errorId},${commandType}`;
    const category = `${error.category}: (:) [${isComplete ? "" : cmdlet}], ${error.constructor.name}`;
    return { message: error.message, errorId, category, position };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    message,
    errorId: `ProcessingFailed,${commandType}`,
    category: `InvalidOperation: (:) [${cmdlet}], SqlException`,
    position,
  };
}
