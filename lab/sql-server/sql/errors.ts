import type { SqlErrorShape } from "#lab/sql-server/contract.ts";
import { errorTemplates } from "./error-templates.ts";

type Abort = SqlErrorShape["abort"];
type Shape = {
  readonly number: number;
  readonly message: string;
  readonly state?: number | undefined;
  readonly class?: number | undefined;
  /** 0 or absent: the engine puts the line of the statement. */
  readonly line?: number | undefined;
  readonly procedure?: string | undefined;
  readonly abort?: Abort | undefined;
  /** Told just before this one. */
  readonly preceding?: SqlError | undefined;
};

export class SqlError extends Error {
  readonly number: number;
  readonly state: number;
  readonly class: number;
  readonly line: number;
  readonly abort: Abort;
  readonly procedure: string | undefined;
  readonly preceding: SqlError | undefined;

  constructor(shape: Shape) {
    super(shape.message);
    this.name = "SqlError";
    this.number = shape.number;
    this.state = shape.state ?? 1;
    this.class = shape.class ?? 16;
    this.line = shape.line ?? 0;
    this.procedure = shape.procedure;
    this.preceding = shape.preceding;
    this.abort = shape.abort ?? (this.class >= 20 ? "connection" : "statement");
  }

  /** The same error as an event's payload; `line` fills in where the error has none. */
  shape(line: number): SqlErrorShape {
    return {
      number: this.number,
      state: this.state,
      class: this.class,
      message: this.message,
      line: this.line > 0 ? this.line : line,
      ...(this.procedure === undefined ? {} : { procedure: this.procedure }),
      abort: this.abort,
    };
  }
}

type Options = { readonly line?: number; readonly state?: number; readonly class?: number; readonly abort?: Abort };

/** An error by SQL Server's number, with its own text; %1, %2 … of the template take `args`. */
export function sqlError(number: number, args: readonly (string | number)[] = [], options: Options = {}): SqlError {
  const [level, abort, text] = errorTemplates[number] ?? [16, "statement", args.length > 0 ? "%1" : `Error ${number}.`];
  const message = text.replace(/%(\d)/g, (_, n: string) => String(args[Number(n) - 1] ?? ""));
  return new SqlError({
    number,
    message,
    class: options.class ?? level,
    state: options.state,
    line: options.line,
    abort: options.abort ?? abort,
  });
}
