import { engine, faults, type Situation } from "./situation.ts";

/** Servers, the console itself, its audit database, its people. */
export const aroundTheConsole: readonly Situation[] = [
  {
    what: "A server refuses a command",
    from: "peers 2 F",
    meets: "act-failed",
    seen: [engine("unknown-effects"), "asks when a server refuses, and sends again when told so"],
  },
  {
    what: "The line drops, the shell dies, or no answer comes in time",
    from: "peers 2 E, architecture 5.2",
    meets: "effect-unknown",
    seen: [engine("unknown-effects"), "asks before a command that is not repeatable is sent again"],
  },
  {
    what: "Something was done, but not by this run",
    from: "dba-notes 22",
    meets: "found-done",
    seen: [engine("found-done"), "asks whether it counts when the pool was failed over already"],
  },
  {
    what: "The target does not have the planned role any more",
    from: "dba-notes 25",
    meets: "check-failed",
    seen: [faults("servers"), "names the writable copy when home is back, and never makes a second one"],
  },
  {
    what: "Replicas, services, mirror or sessions are not as a proof wants them",
    from: "dba-notes 20, persistent-chat A.2",
    meets: "check-failed",
    seen: [engine("failover"), "ends with the service not proven when the test message fails"],
  },
  {
    what: "The mirror cannot be set up, or is left out",
    from: "dba-notes 27, 29",
    meets: "act-failed",
    seen: [engine("skip"), "goes on without the mirror's proof when a person skipped the mirror"],
  },
  {
    what: "A job or a server works on without end",
    from: "dba-notes 8",
    meets: "act-failed",
    seen: [engine("endless-job"), "names the job that does not end and its remedy after ten minutes"],
  },
  {
    what: "The console dies in the middle",
    from: "peers 2 E, architecture 5.5",
    meets: "resume-after-interruption",
    seen: [engine("crash"), "waits for a person to resume, also when the console dies again while it asks"],
  },
  {
    what: "The console stood still between rule 1's look and the command",
    from: "architecture 6.1",
    meets: "act-failed",
    seen: [engine("too-late"), "sends nothing when the console stood still after rule 1's look"],
  },
  {
    what: "The clock of the console jumps",
    from: "architecture 5.6",
    meets: {
      without: "times that could hide the age of a word make it count for nothing; the lease goes by another clock",
    },
    seen: [engine("clock-jumps"), "ends as if undisturbed when the wall clock jumps"],
  },
  {
    what: "The audit database dies in mid-run",
    from: "architecture 5.9",
    meets: "audit-database-down",
    seen: [engine("local-journal"), "asks a person before the recovery while events go into the local journal"],
  },
  {
    what: "The local journal cannot be written either",
    from: "architecture 5.9",
    meets: { without: "nothing more is sent until the database answers" },
    seen: [engine("local-journal"), "sends nothing more when the local journal cannot be written either"],
  },
  {
    what: "A second console wants the same pool",
    from: "architecture 5.6",
    meets: { without: "it waits for the lease, and takes it only from a holder that stood still" },
    seen: [engine("lease"), "takes over once the counter stood still for as long as agreed, not before"],
  },
  {
    what: "The open run was written by a newer console",
    from: "architecture 5.9",
    meets: { without: "it is only shown, with the commands that are left by hand" },
    seen: [engine("newer-journal"), "sends nothing and writes nothing for a run whose journal a newer console wrote"],
  },
  {
    what: "The owner of a run is gone",
    from: "peers 2 G",
    meets: { without: "another operator asks and has it when nobody refuses within a minute" },
    seen: ["lib/services/hand-over-run.test.ts", "lets the owner refuse for a minute"],
  },
];
