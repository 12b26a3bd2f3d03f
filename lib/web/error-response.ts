import { assertNever, type ErrorCode, isAppError } from "#lib/domain/errors.ts";

function statusOf(code: ErrorCode): number {
  switch (code) {
    case "bad-input":
      return 400;
    case "not-allowed":
    case "confirm-identity":
      return 403;
    case "not-found":
      return 404;
    case "conflict":
    case "refused":
      return 409;
    case "unreachable":
    case "remote":
      return 502;
    case "store-failed":
      return 503;
    case "internal":
      return 500;
    default:
      return assertNever(code);
  }
}

/** An AppError as JSON {code, message} with its HTTP status. @throws every other error as it is */
export function errorResponse(e: unknown): Response {
  if (!isAppError(e)) throw e;
  return Response.json({ code: e.code, message: e.message }, { status: statusOf(e.code) });
}
