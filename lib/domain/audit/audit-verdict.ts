import type { ChainVerdict } from "./chain.ts";

/**
 * What a verification of the whole audit found; of what is wrong, the first record by stream and number.
 * "unsealed": a heads record without a seal; "seal": its seal does not fit its text; "other-key": it was sealed with another
 * key; "row": the line of a run in the history contradicts this record of its journal; "plan": the plan is not the one
 * that this record started; "sealed-head": the record is not the one that was sealed as its stream's head; "cut": records that were sealed are gone.
 */
export type AuditVerdict =
  | {
      readonly kind: "whole";
      readonly streams: number;
      readonly records: number;
      /** How many seals were checked; 0 without a key. */
      readonly seals: number;
    }
  | {
      readonly kind: "broken";
      readonly stream: string;
      readonly number: number;
      readonly reason:
        | Extract<ChainVerdict, { kind: "broken" }>["reason"]
        | "row"
        | "plan"
        | "unsealed"
        | "seal"
        | "other-key"
        | "sealed-head"
        | "cut";
    };
