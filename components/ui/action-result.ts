import type { ErrorCode } from "#lib/domain/errors.ts";

/** What every server action gives back to its form; null before the first submission. */
export type ActionState<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** `unanswered` is said by the page: the console did not answer, and may have heard. */
      readonly code: ErrorCode | "unanswered";
      readonly message: string;
      readonly fields: Readonly<Record<string, readonly string[]>>;
    }
  | null;

/** A server action as a form uses it. */
export type FormAction<T> = (state: ActionState<T>, form: FormData) => Promise<ActionState<T>>;
