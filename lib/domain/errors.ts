/** Every code an action, a screen or a log may show; the remedy is the text `errors.<code>` in messages. */
export type ErrorCode =
  | "bad-input"
  | "not-allowed"
  /** The person must say again who he is, then ask once more. */
  | "confirm-identity"
  | "not-found"
  | "conflict"
  | "refused"
  | "unreachable"
  | "remote"
  | "store-failed"
  | "internal";

/** Did the server change? The adapter that made the call decides; when in doubt, `unknown`. Only `none` may be retried. */
export type Effect = "none" | "done" | "unknown";

const brand = Symbol.for("persistent-chat.app-error");

/** The one base of all expected errors. Recognise it with `isAppError`: bundles of Next.js hold several copies of this class. */
export class AppError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, unknown>>;
  constructor(code: ErrorCode, message: string, extra: { cause?: unknown; data?: Record<string, unknown> } = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = "AppError";
    this.code = code;
    this.data = extra.data ?? {};
  }
}

/** What a server said, as far as it said it. `number` is SQL Server's, `errorId` PowerShell's FullyQualifiedErrorId. */
export type RemoteCause = {
  readonly number?: number;
  readonly errorId?: string;
  readonly message: string;
};

/** A call to a server, a shell or a share failed. `causes` begins with the useful error (a 3013 comes last). */
export class StepError extends AppError {
  readonly effect: Effect;
  readonly causes: readonly RemoteCause[];
  constructor(
    code: ErrorCode,
    message: string,
    extra: { effect: Effect; causes?: readonly RemoteCause[]; cause?: unknown; data?: Record<string, unknown> },
  ) {
    super(code, message, extra);
    this.name = "StepError";
    this.effect = extra.effect;
    this.causes = extra.causes ?? [];
  }
}

/** True for every AppError, whichever bundle made it. */
export function isAppError(e: unknown): e is AppError {
  return typeof e === "object" && e !== null && (e as Record<symbol, unknown>)[brand] === true;
}

/** True for every StepError, whichever bundle made it. */
export function isStepError(e: unknown): e is StepError {
  return isAppError(e) && "effect" in e;
}

/** Ends every switch over a union: a new member is a compile error here. */
export function assertNever(value: never): never {
  throw new AppError("internal", `unexpected value ${JSON.stringify(value)}`);
}
