import type { FormAction } from "#components/ui/action-result.ts";

/** The server actions a run page hands to its parts. */
export type RunActions = {
  readonly decide: FormAction<void>;
  readonly pause: FormAction<void>;
  readonly resume: FormAction<void>;
  readonly abort: FormAction<void>;
};
