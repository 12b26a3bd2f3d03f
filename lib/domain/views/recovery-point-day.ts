/** The overview's small line: the recovery point of the last 24 hours. */
export type RecoveryPointDay = {
  /** One for each five minutes, oldest first, in seconds; null: not known then, and the line has a gap. */
  readonly seconds: readonly (number | null)[];
  readonly highest: number | null;
  readonly target: number;
};
