import type { FormAction } from "#components/ui/action-result.ts";

/** The server actions a run page hands to its parts. */
export type RunActions = Readonly<
  Record<
    | "decide"
    | "pause"
    | "pause-after-stage"
    | "resume"
    | "abort"
    | "offer"
    | "withdrawOffer"
    | "takeOver"
    | "answerTakeOver",
    FormAction<void>
  >
>;
