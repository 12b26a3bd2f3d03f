import { engine, faults, type Situation } from "./situation.ts";

/** Before anything moves, in a switchover, and on the way home. */
export const onTheWayHome: readonly Situation[] = [
  {
    what: "The Central Management store is dead",
    from: "dba-notes 5, persistent-chat A.3",
    meets: { without: "no plan is made, and what to start first is named" },
    seen: [faults("servers"), "makes no plan while the management store is dead, and says what to start first"],
  },
  {
    what: "A switchover cannot prove that nothing is lost, or home dies in it",
    from: "persistent-chat A.4, sql-server A8",
    meets: "loss-not-proven-nothing",
    seen: [engine("switchover"), "stops before the point of no return when the copy stands elsewhere"],
  },
  {
    what: "Home holds messages that never reached the other site",
    from: "dba-notes 4",
    meets: "stranded-messages",
    seen: [engine("failback"), "asks for stranded messages before the first point of no return"],
  },
  {
    what: "Home's copy is to be overwritten",
    from: "dba-notes 14, persistent-chat A.5 4",
    meets: "restore-over-home",
    seen: [
      engine("failback"),
      "makes the other copy read-only before its backup, and home writable only after the restore",
    ],
  },
  {
    what: "Home comes back stale, RESTORING, SUSPECT, absent or blank",
    from: "dba-notes 3",
    meets: "stranded-messages",
    seen: [engine("failback-home-states"), "brings the data home when home came back %s"],
  },
  {
    what: "The last other copy is to be replaced",
    from: "dba-notes 12",
    meets: "reseed-other",
    seen: [engine("re-protect"), "asks for the other site's name before its copy is replaced"],
  },
  {
    what: "Log shipping from home's mirror costs two interruptions",
    from: "dba-notes 11",
    meets: "ship-from-mirror",
    seen: [engine("failback"), "leaves log shipping from the mirror as a named gap when a person says so"],
  },
  {
    what: "The other site runs a newer SQL Server",
    from: "dba-notes 13",
    meets: { without: "the failback is refused and says why; the health page is red before" },
    seen: [engine("failback-refusals"), "the other site runs a newer SQL Server (3169)"],
  },
  {
    what: "Nobody captured what the failback rebuilds",
    from: "dba-notes 9",
    meets: { without: "the failback is not started; its plan asks for each value by name" },
    seen: [engine("failback-refusals"), "names what the capture lacks instead of making it up"],
  },
  {
    what: "Compliance events wait for the adapter",
    from: "dba-notes 18",
    meets: "check-failed",
    seen: [engine("failback-compliance"), "a backlog that does not shrink is signed by a person with a reason"],
  },
  {
    what: "The witness is gone",
    from: "dba-notes 29",
    meets: "act-failed",
    seen: [engine("failback-mirrors"), "a witness that is gone is asked about with its cause"],
  },
];
