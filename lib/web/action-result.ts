import type { ErrorCode } from "#lib/domain/errors.ts";

/** What a form shows after an action. `fields` maps a field's name ("attestations.0.instance") to its messages. */
export type ActionResult<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly fields: Readonly<Record<string, readonly string[]>>;
    };

/** State of `useActionState`: null before the first submission. */
export type ActionState<T = unknown> = ActionResult<T> | null;
