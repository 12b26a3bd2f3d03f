/** Every procedure that this console knows, by the id that plans, journals and pages carry. */
export const procedureIds = [
  "failover",
  "switchover",
  "mirror-failover",
  "failback",
  "fence-returned-home",
  "re-protect",
  "drill",
] as const;

export type ProcedureId = (typeof procedureIds)[number];

/** What brings chat from home to the other site: afterwards home is left behind until a failback. */
export const leavesHome = (procedure: ProcedureId): boolean => procedure === "failover" || procedure === "switchover";
