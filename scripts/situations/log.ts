import { engine, faults, type Situation } from "./situation.ts";

/** The log, its share, its loss, the monitor. */
export const aroundTheLog: readonly Situation[] = [
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
];
