/** What enough stories must have seen at least once; a key that stays at zero means that the stories prove less than they say. */
export const expectedCounts: readonly string[] = [
  ...["home is silent", "home lives"].map((how) => `story failover, ${how}`),
  ...["full-restore", "log-swap"].map((way) => `story failback, ${way}`),
  ...["succeeded", "succeeded-service-not-proven", "aborted"].map((outcome) => `end failover ${outcome}`),
  ...["succeeded", "aborted"].map((outcome) => `end failback ${outcome}`),
  ...["switchover", "mirror-failover", "drill"].map((procedure) => `story ${procedure}`),
  ...["switchover", "mirror-failover", "drill"].map((procedure) => `end ${procedure} succeeded`),
  ...["switchover", "drill"].map((procedure) => `end ${procedure} aborted`),
  ...["world home lost", "decision loss-not-proven-nothing", "choice as-disaster"],
  ...["refused", "lost-before", "lost-after", "late", "unanswered", "look lost", "monitor dead", "console frozen"].map(
    fault,
  ),
  ...["append refused", "append kept but refused", "audit database down"].map(fault),
  ...["share down", "log backup gone", "log backup damaged", "log backup late", "home back", "home refuses logins"].map(
    world,
  ),
  ...["home stopped", "target silent", "target busy", "a session", "test message fails", "instance silent"].map(world),
  ...["job disabled by somebody", "really recovered by somebody", "instance refuses logins", "witness down"].map(world),
  ...["crash", "wait for quiet", "shell ended", "attestation", "attestation too old"],
  ...["override-confirmed", "override-refused", "override-confirmed by the proposer"],
  ...["pause", "resumed", "abort", "hand over"].map((move) => `move ${move}`),
  ...["point-of-no-return", "gap-in-chain", "unreadable-file", "share-unreachable", "home-still-answers"].map(decision),
  ...["monitor-dead", "act-failed", "effect-unknown", "check-failed", "found-done", "audit-database-down"].map(
    decision,
  ),
  ...["undo-fence", "resume-after-interruption", "home-returned", "stranded-messages"].map(decision),
  ...["restore-over-home", "reseed-other", "ship-from-mirror"].map(decision),
  ...["retry", "abort", "search-again", "copy-again", "continue-without", "go-on", "take-as-done", "resume"].map(
    choice,
  ),
  ...["confirm", "skip", "confirm-restore", "confirm-reseed", "waive", "fence-home-now", "stay-home"].map(choice),
  ...["look-again", "do-now", "leave-open", "override", "undo-fence", "leave-fenced"].map(choice),
];

function fault(name: string): string {
  return `fault ${name}`;
}
function world(name: string): string {
  return `world ${name}`;
}
function decision(name: string): string {
  return `decision ${name}`;
}
function choice(name: string): string {
  return `choice ${name}`;
}
