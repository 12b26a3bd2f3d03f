/** Everything a story may meet. A run of many stories fails where one of these was never reached. */
export const storyFaults = [
  "share-gone",
  "share-unreadable",
  "share-full",
  "share-read-only",
  "file-missing",
  "file-truncated",
  "file-bit-flipped",
  "file-duplicated",
  "file-renamed",
  "file-foreign",
  "file-other-fork",
  "out-of-band-log-backup",
  "job-disabled",
  "job-never-ends:backup",
  "job-never-ends:copy",
  "job-never-ends:restore",
  "job-green-but-idle:backup",
  "job-green-but-idle:copy",
  "job-green-but-idle:restore",
  "mirror-redo-lags:sqlmi02\\PCHAT",
  "disk-full:sqlto01\\PCHAT",
  "instance-stopped:sqlto01\\PCHAT",
  "instance-stopped:sqlmi02\\PCHAT",
  "clock-ahead:sqlmi01\\PCHAT",
  "clock-behind:sqlto01\\PCHAT",
  "mirroring-suspended",
  "mirroring-split",
  "compliance-stuck",
  "home-half-alive",
  "share-hanging",
  "recovering:sqlmi01\\PCHAT",
  "paused:sqlmi01\\PCHAT",
  "refusing-logins:sqlmi01\\PCHAT",
  "database-refused:sqlmi01\\PCHAT",
  "agent-stopped:sqlmi01\\PCHAT",
  "endpoint-stopped:sqlmi02\\PCHAT",
  "summer-time",
  "replicas-stale",
] as const;

/** What a cmdlet of a story may meet: it fails, is mended, and is called again. */
export const storyCmdletFaults = [
  "cmdlet-error",
  "cmdlet-took-effect-then-died",
  "cmdlet-partial-effect",
  "module-missing",
  "management-store-dead",
  "service-will-not-start",
] as const;

/** What the way back may meet: home cannot restore a newer server's backup (3169). */
export const storyRefusals = ["newer-version"] as const;

/** Faults that no story meets, and why. */
export const notInStories: Readonly<Record<string, string>> = {
  "black-holed": "its door on the network; stories call the instance itself",
  slow: "its door on the network; stories call the instance itself",
  "encrypts-login-only": "its door on the network; stories call the instance itself",
  "cmdlet-hang": "it waits on the wall clock; stories have a clock of their own",
  "monitor-dead": "it is met where log shipping is removed; stories leave it",
  "recovery-model-toggled": "it waits for an mgc without a mirror; in a story home has one until it is lost",
  "mirroring-safety-off": "a setting that no step of a story looks at",
  "recovery-model-simple": "it ends home's log chain: nothing of a failover would be left to tell",
  "shipping-alert-off": "a setting that no step of a story looks at",
  "login-lost": "a setting that no step of a story looks at",
  "page-verify-off": "a setting that no step of a story looks at",
  "option-changed": "a setting that no step of a story looks at",
  "rights-lost": "it is about the console's login; stories have none",
  "replica-behind": "its server would go on with the old settings: `replicas-stale` tells that of all",
  "share-open-to-all": "no step looks who else may write there",
  "share-rights-hidden": "no step looks who else may write there",
  "file-store-gone": "no step touches the files of rooms",
  "test-leaves-nothing": "stories send no test message",
  "chat-hung": "it writes nothing: a story would be the same with one server less",
  "files-stay": "it is met where a database is dropped; stories drop none",
  "home-mirror-last-principal": "the choice `mirror-took-over`",
  "home-msdb-wiped": "the choice `msdb-wiped`",
  "home-blank": "the choice `blank`",
};

/** How home goes: without a word, after its mirror took over, or in good order by its tail. */
export const losses = ["site-lost", "mirror-took-over", "tail-backup"] as const;
/** How it comes back. */
export const returns = ["as-it-was", "msdb-wiped", "blank", "never-away"] as const;
export const storyActs = [
  "copy",
  "apply",
  "skip-4326",
  "gap-4305",
  "refuse-bad-file",
  "recover",
  "switch-pool",
  "stop-home-chat",
  "fence-other",
  "back-up-other",
  "fence-home",
  "restore-home",
  "mirror-home",
  "switch-back",
] as const;
/** States of mgc, seen one after the other. */
export const storyTransitions = [
  "other: RESTORING > ONLINE",
  "other: ONLINE > READ_ONLY",
  "home: ONLINE > RESTORING",
  "home: ONLINE > RECOVERING",
  "home: RECOVERING > ONLINE",
  "home: RESTORING > READ_ONLY",
  "home: READ_ONLY > ONLINE",
  "home: ONLINE > READ_ONLY",
  "home: absent > READ_ONLY",
] as const;

export type Tally = Record<string, number>;
export function emptyTally(): Tally {
  const names = [
    ...[...storyFaults, ...storyCmdletFaults, ...storyRefusals].map((name) => `fault ${name}`),
    ...losses.map((name) => `choice ${name}`),
    ...returns.map((name) => `choice ${name}`),
    ...storyActs.map((name) => `act ${name}`),
    ...storyTransitions.map((name) => `transition ${name}`),
  ];
  return Object.fromEntries(names.map((name) => [name, 0]));
}
