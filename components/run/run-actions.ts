import type { FormAction } from "#components/ui/action-result.ts";

/** The server actions a run page hands to its parts. */
export type RunActions = {
  readonly decide: FormAction<unknown>;
  readonly pause: FormAction<unknown>;
  readonly resume: FormAction<unknown>;
  readonly abort: FormAction<unknown>;
};
