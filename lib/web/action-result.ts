import type { ErrorCode } from "#lib/domain/errors.ts";

/** What a form shows after an action. `fields` maps a field's name ("attestations.0.instance") to its messages. */
export type ActionResult<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** `unanswered` is said by the page: the console did not answer, and may have heard. */
      readonly code: ErrorCode | "unanswered";
      readonly message: string;
      readonly fields: Readonly<Record<string, readonly string[]>>;
    };

/** State of `useActionState`: null before the first submission. */
export type ActionState<T = unknown> = ActionResult<T> | null;
