import type { DecisionKind } from "#lib/domain/run/journal.ts";

/** Where a situation comes from, what meets it, and the test that has seen it: a file and the beginning of one of its sentences. */
type Situation = {
  readonly what: string;
  readonly from: string;
  /** A decision, or in words what happens without one. */
  readonly meets: DecisionKind | { readonly without: string };
  readonly seen: readonly [file: string, sentence: string];
};

const engine = (name: string) => `lib/engine/${name}.test.ts`;
const faults = (name: string) => `e2e/engine/faults/${name}.test.ts`;

/** Every situation of the references that needs a person, or a refusal: docs/situations.md is made from it. */
export const situations: readonly Situation[] = [
  {
    what: "Before the copy is made writable",
    from: "persistent-chat A.2 4b, appendix 2",
    meets: "point-of-no-return",
    seen: [engine("fencing-sheet"), "journals the sheet, with each vote's time"],
  },
  {
    what: "Home is silent and nobody has said that it is off",
    from: "dba-notes 1",
    meets: "home-still-answers",
    seen: [engine("rule-one"), "home is unreachable and nobody attested"],
  },
  {
    what: "Home answers with a refused login, or does not say what its mgc is",
    from: "dba-notes 1, 36",
    meets: "home-still-answers",
    seen: [engine("rule-one"), "home answers with a refused login, whatever was attested"],
  },
  {
    what: "A word about home is older than 15 minutes, or home answered after it",
    from: "dba-notes 1",
    meets: "home-still-answers",
    seen: [engine("rule-one"), "the attestation is older than 15 minutes"],
  },
  {
    what: "Home comes back before step 4",
    from: "dba-notes 28",
    meets: "home-still-answers",
    seen: [engine("home-returned"), "stops before step 4 when home comes back there"],
  },
  {
    what: "Home comes back between steps 4 and 5",
    from: "dba-notes 28",
    meets: "home-returned",
    seen: [engine("home-returned"), "asks between 4 and 5, fences home and goes on"],
  },
  {
    what: "Home comes back after step 5",
    from: "dba-notes 6, 28",
    meets: { without: "alarm on the overview; the procedure that fences a returned home opens, and the failback" },
    seen: ["lib/watch/return-watch.test.ts", "raises the alarm within one sweep of the first answer"],
  },
  {
    what: "Home's principal answers while home is to be left",
    from: "dba-notes 7 b",
    meets: { without: "the plan fences home by the tail of its log, and nothing is lost" },
    seen: [engine("fence"), "fences a living home, applies its tail and goes on by proof"],
  },
  {
    what: "A fenced run is aborted before the point of no return",
    from: "dba-notes 31",
    meets: "undo-fence",
    seen: [engine("fence"), "asks about the fence when the run is aborted"],
  },
  {
    what: "Only one instance of home is lost and its mirror is in step",
    from: "dba-notes 7 a, persistent-chat A.4",
    meets: { without: "the plan says so first, and the mirror failover is open" },
    seen: ["lib/domain/plan/failover-plan.test.ts", "says how a living mirror stands to its principal"],
  },
  {
    what: "A log backup is missing in the chain",
    from: "persistent-chat A.2 3 (4305), dba-notes 24",
    meets: "gap-in-chain",
    seen: [engine("log-chain"), "asks about a gap, and goes on when the file has appeared"],
  },
  {
    what: "A log backup's header cannot be read",
    from: "dba-notes 24",
    meets: "unreadable-file",
    seen: [engine("log-chain"), "names the file when an instance cannot read its header"],
  },
  {
    what: "A log backup of another recovery path lies there",
    from: "sql-server B, dba-notes 6",
    meets: "gap-in-chain",
    seen: [engine("log-chain"), "does not take a log backup of another recovery path without asking"],
  },
  {
    what: "A log backup appears after the listing",
    from: "dba-notes 24",
    meets: { without: "it is copied and applied before the copy is brought online" },
    seen: [engine("log-chain"), "copies and applies a log backup that appears after the confirmation"],
  },
  {
    what: "A log backup arrived damaged and cannot be restored",
    from: "sql-server B (3203, 3241)",
    meets: "act-failed",
    seen: [engine("bad-log-backup"), "copies a log backup of the copy folder again when it cannot be restored"],
  },
  {
    what: "The backup share does not answer",
    from: "dba-notes 7 d, persistent-chat A.2 2",
    meets: "share-unreachable",
    seen: [engine("log-chain"), "asks when the share does not answer, and copies once it does"],
  },
  {
    what: "The disk is full while a log backup is copied",
    from: "architecture 5.9",
    meets: "act-failed",
    seen: [faults("log-backups"), "says that the disk is full, and leaves nothing that looks like a log backup"],
  },
  {
    what: "The loss is larger than the one that was signed",
    from: "dba-notes 21, 23",
    meets: "loss-larger-than-signed",
    seen: [engine("loss-as-signed"), "asks before the point of no return when"],
  },
  {
    what: "The recovered copy cannot be sampled",
    from: "dba-notes 21",
    meets: { without: "the loss is stated as not known" },
    seen: [engine("bad-log-backup"), "says that the loss is not known when the recovered copy cannot be sampled"],
  },
  {
    what: "The monitor is dead while log shipping is removed",
    from: "dba-notes 8",
    meets: "monitor-dead",
    seen: [faults("servers"), "asks about a dead monitor with its price"],
  },
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

/** Every kind of question: one that no row meets would not compile away here, and is a red test. */
export const kinds = {
  "point-of-no-return": true,
  "gap-in-chain": true,
  "unreadable-file": true,
  "share-unreachable": true,
  "home-still-answers": true,
  "monitor-dead": true,
  "act-failed": true,
  "effect-unknown": true,
  "check-failed": true,
  "found-done": true,
  "audit-database-down": true,
  "undo-fence": true,
  "resume-after-interruption": true,
  "home-returned": true,
  "stranded-messages": true,
  "restore-over-home": true,
  "reseed-other": true,
  "ship-from-mirror": true,
  "loss-not-proven-nothing": true,
  "loss-larger-than-signed": true,
} as const satisfies Readonly<Record<DecisionKind, true>>;
