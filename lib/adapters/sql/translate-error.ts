import { type Effect, type ErrorCode, isStepError, type RemoteCause, StepError } from "#lib/domain/errors.ts";
import { effectOf } from "./effect-of.ts";
import { plainCause } from "./plain-cause.ts";

type SqlFailure = {
  readonly message: string;
  readonly code: string | undefined;
  readonly number: number | undefined;
  readonly severity: number;
  readonly preceding: readonly SqlFailure[];
};

/** Where and during what a call failed. */
export type Attempt = {
  readonly target: string;
  readonly doing: string;
  readonly phase: "connect" | "lock" | "statement";
  readonly text: string;
  readonly sawProgress: boolean;
  /** Reads change nothing, whatever happens to them. */
  readonly readOnly: boolean;
  /** What the server said while it refused the login; used when that is what failed. */
  readonly refusals?: readonly unknown[];
};

function fieldOf(from: unknown, key: string): unknown {
  return typeof from === "object" && from !== null ? Reflect.get(from, key) : undefined;
}

function readFailure(error: unknown): SqlFailure {
  const number = fieldOf(error, "number");
  const code = fieldOf(error, "code");
  const severity = fieldOf(error, "class");
  const preceding = fieldOf(error, "precedingErrors");
  return {
    message: error instanceof Error ? error.message : String(fieldOf(error, "message") ?? error),
    code: typeof code === "string" ? code : undefined,
    number: typeof number === "number" ? number : undefined,
    severity: typeof severity === "number" ? severity : 0,
    preceding: Array.isArray(preceding) ? preceding.map(readFailure) : [],
  };
}

function causeOf(failure: SqlFailure): RemoteCause {
  return failure.number === undefined
    ? { message: failure.message }
    : { number: failure.number, message: failure.message };
}

function codeOf(failure: SqlFailure): ErrorCode {
  return failure.number !== undefined || failure.code === "ELOGIN" || failure.code === "EARGS"
    ? "remote"
    : "unreachable";
}

/** Turns whatever mssql threw into a StepError. The useful SQL Server error comes first, a 3013 last. */
export function translateError(error: unknown, attempt: Attempt): StepError {
  if (isStepError(error)) return error;
  const failure = readFailure(error);
  const refusals = failure.code === "ELOGIN" ? (attempt.refusals ?? []).map(readFailure) : [];
  const all = refusals.length > 0 ? refusals : [...failure.preceding, failure];
  const effect: Effect = attempt.readOnly
    ? "none"
    : effectOf({
        phase: attempt.phase,
        text: attempt.text,
        answered: failure.number !== undefined,
        numbers: all.flatMap((one) => (one.number === undefined ? [] : [one.number])),
        severity: Math.max(...all.map((one) => one.severity)),
        sawProgress: attempt.sawProgress,
      });
  const causes = all.map(causeOf);
  const code = codeOf(failure);
  const useful = (code === "unreachable" ? plainCause(error) : null) ?? causes[0]?.message ?? failure.message;
  return new StepError(code, `${attempt.doing} on ${attempt.target}: ${useful}`, {
    effect,
    causes,
    cause: error,
    data: { target: attempt.target, ...(failure.code === undefined ? {} : { driverCode: failure.code }) },
  });
}
