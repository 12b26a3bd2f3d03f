import { cmdletNames } from "#lab/powershell/facts.ts";
import { chatServers, places } from "./places.ts";

export type FaultEntry = {
  readonly group: string;
  readonly name: string;
  /** What it does, in one line. */
  readonly meaning: string;
  /** What it can be aimed at; empty: it has no target. */
  readonly targets: readonly string[];
};

const instances = places.map(({ name }) => name);
const jobs = ["backup", "copy", "restore"];
const servers = chatServers.map(({ fqdn }) => fqdn);
/** Those that may have more than one thing to do. */
const cmdletsWithParts = [
  "Set-CsPersistentChatActiveServer",
  "Start-CsWindowsService",
  "Stop-CsWindowsService",
  "Invoke-CsManagementStoreReplication",
  "Install-CsMirrorDatabase",
];

const groups: Readonly<
  Record<string, readonly (readonly [name: string, meaning: string, targets?: readonly string[]])[]>
> = {
  Instances: [
    ["instance-stopped", "connections are refused", instances],
    ["paused", "no new logins (17142)", instances],
    ["refusing-logins", "logins are refused (18401)", instances],
    ["database-refused", "logins are refused because their database cannot be opened (4060)", instances],
    ["black-holed", "connections are accepted and never answered", instances],
    ["slow", "every request takes two seconds more", instances],
    ["recovering", "its user databases are not open yet (922), as after a hard stop", instances],
    ["disk-full", "its data volume has no room: 3257, and 112 when it writes there", instances],
    ["newer-version", "it reports a newer SQL Server; the others cannot restore its backups (3169)", instances],
    ["files-stay", "a dropped database leaves its files behind, until it is lifted", instances],
    ["agent-stopped", "SQL Server Agent is stopped: no job starts", instances],
    ["endpoint-stopped", "its mirroring endpoint is stopped: partners do not see it", instances],
    ["encrypts-login-only", "it encrypts the login and nothing else, whatever the client asks for", instances],
  ],
  Clocks: [
    ["clock-ahead", "its clock is half an hour fast", instances],
    ["clock-behind", "its clock is half an hour slow", instances],
    ["summer-time", "both sites' wall clocks jump an hour ahead; lifted, they jump back and live an hour twice"],
  ],
  "Backup share": [
    ["share-gone", "the backup share vanishes"],
    ["share-unreadable", "it cannot be listed"],
    ["share-read-only", "it can be read and not changed (5)"],
    ["share-full", "writing to it fails (112)"],
    ["share-hanging", "who reads or writes there waits until it is lifted: jobs, BACKUP, RESTORE, xp_dirtree"],
  ],
  "Rights on the shares": [
    ["share-open-to-all", "everybody may change what is on the backup share"],
    ["share-rights-hidden", "the file server does not tell the console who may write (access is denied)"],
  ],
  "File store": [["file-store-gone", "the server of the rooms' files accepts no connection"]],
  "Log backups (each happens once, to one that the other site has not copied yet)": [
    ["file-missing", "it is deleted"],
    ["file-truncated", "its end is cut off"],
    ["file-bit-flipped", "one bit of it is wrong"],
    ["file-duplicated", "it is there twice, under two names"],
    ["file-renamed", "it has another name"],
    ["file-foreign", "it holds another database"],
    ["file-other-fork", "it comes from another recovery fork"],
    ["out-of-band-log-backup", "somebody takes a log backup elsewhere, and the share has a gap"],
    ["recovery-model-toggled", "SIMPLE and back to FULL, as soon as mgc is not mirrored"],
  ],
  Jobs: [
    ["job-disabled", "the restore job in the other site is disabled"],
    ["job-never-ends", "a log shipping job that starts from then on does not end", jobs],
    ["job-green-but-idle", "the job reports success and ships nothing", jobs],
    ["monitor-dead", "log shipping cannot be removed: its monitor server does not answer"],
  ],
  Mirroring: [
    ["mirroring-suspended", "happens once: suspended until RESUME"],
    ["mirroring-split", "the partners do not see each other, the witness sees both"],
    [
      "mirror-redo-lags",
      "the mirror takes the log and does not redo it: its redo queue grows until it is lifted",
      instances,
    ],
  ],
  "Settings that somebody has changed": [
    ["mirroring-safety-off", "happens once: mirroring of mgc goes on without waiting for the mirror (SAFETY OFF)"],
    ["recovery-model-simple", "happens once: mgc loses its mirror and is set to SIMPLE"],
    ["shipping-alert-off", "happens once: log shipping's own alert is off in the other site"],
    ["login-lost", "happens once: a login that a user of mgc needs is dropped", instances],
    ["page-verify-off", "pages of its chat databases are not verified", instances],
    ["option-changed", "backups are compressed there, and not on the others", instances],
    ["rights-lost", "the console's login is no sysadmin there any more", instances],
  ],
  "Lync side": [
    ["management-store-dead", "settings cannot be changed"],
    ["replicas-stale", "changes do not arrive"],
    ["replica-behind", "its replica does not get the newest settings", servers],
    ["service-will-not-start", "its Windows service stays stopped", servers],
    ["test-leaves-nothing", "the product's test message arrives and leaves nothing in the room"],
    ["chat-hung", "its chat service runs and does nothing: it writes no ping and takes no message", servers],
    ["compliance-stuck", "nobody writes compliance events out: they wait in mgccomp"],
  ],
  "Management shell": [
    ["module-missing", "the management module cannot be imported"],
    ["cmdlet-error", "it fails and does nothing", cmdletNames],
    ["cmdlet-hang", "it does not answer; taken off, it is given up without an effect", cmdletNames],
    ["cmdlet-took-effect-then-died", "it works, and its shell dies before saying so", cmdletNames],
    ["cmdlet-partial-effect", "it does the first half of its work and fails", cmdletsWithParts],
  ],
  "Home comes back": [
    ["home-msdb-wiped", "happens once: home has no jobs and no history"],
    ["home-blank", "happens once: home is freshly installed"],
    ["home-mirror-last-principal", "happens once: home's principal stops, its mirror takes over (then lose the site)"],
    ["home-half-alive", "home serves its own people and writes files, and nobody outside reaches it"],
  ],
};

/** Every fault that the lab can have: the one list behind command line, tests, panel and document. */
export const faultList: readonly FaultEntry[] = Object.entries(groups).flatMap(([group, entries]) =>
  entries.map(([name, meaning, targets = []]) => ({ group, name, meaning, targets })),
);
