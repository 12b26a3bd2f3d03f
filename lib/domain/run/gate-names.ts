/** Facts of a point of no return in the order in which they are read (lib/domain/steps/gate.ts); their texts are `gate.<name>`. */
export const gateNames = ["runs", "instance", "applied", "complete-up-to", "finished", "lsn", "not-applied"] as const;
