import type { SqlValue } from "#lab/sql-server/contract.ts";
import type { ComplianceState } from "./compliance.ts";
import type { ErrorLogEntry } from "./error-log.ts";
import type { Folded } from "./folding.ts";
import type { LyncState } from "./lync-state.ts";
import type { DatabaseUser, Principal } from "./principals.ts";
import type { Product } from "./products.ts";

/** Everything here is plain data: it is what world.json holds. Log positions are small whole numbers; lsn.ts prints them. */
export type Row = Record<string, SqlValue>;
export type SiteKey = "home" | "other";

/** One log record: a message (by its index in the world's list) or a server's ping. */
export type LogRecord = { readonly n: number; readonly message?: number; readonly ping?: readonly [string, number] };
export type ChatMessage = {
  readonly room: number;
  readonly chatId: number;
  readonly atMs: number;
  readonly userId: number;
  readonly text: string;
  /** Which instance took it, and in which recovery fork. */
  readonly by: string;
  readonly fork: string;
};

/** What the data files hold at a point of the log. */
export type ChatContent = {
  messages: number[];
  lastChatIds: Record<string, number>;
  pings: Record<string, number>;
  /** Older messages, as sums. */
  folded?: Folded;
};

export type DatabaseFile = { logical: string; path: string; type: "ROWS" | "LOG"; sizeBytes: number };

export type Mirroring = {
  guid: string;
  role: "PRINCIPAL" | "MIRROR";
  state: "SUSPENDED" | "DISCONNECTED" | "SYNCHRONIZING" | "PENDING_FAILOVER" | "SYNCHRONIZED";
  safety: "FULL" | "OFF";
  roleSequence: number;
  safetySequence: number;
  partner: string;
  partnerAddress: string;
  witness: string | null;
  witnessAddress: string | null;
  witnessConnected: boolean;
  failoverAt: number;
  timeoutSeconds: number;
  /** When the copy under way will have caught up. */
  caughtUpAtMs: number | null;
};

export type DatabaseState = {
  id: number;
  name: string;
  state: "ONLINE" | "RESTORING" | "RECOVERING" | "OFFLINE" | "SUSPECT";
  standbyFile: string | null;
  readOnly: boolean;
  userAccess: "MULTI_USER" | "SINGLE_USER" | "RESTRICTED_USER";
  recoveryModel: "FULL" | "BULK_LOGGED" | "SIMPLE";
  createdAtMs: number;
  ownerSid: string;
  trustworthy: boolean;
  dbChaining: boolean;
  brokerEnabled: boolean;
  users: DatabaseUser[];
  databaseGuid: string;
  familyGuid: string;
  /** Fork the newest record belongs to, and where that fork began. */
  forkGuid: string;
  forkPoint: number | null;
  previousForkGuid: string | null;
  files: DatabaseFile[];
  /** The next record gets this number. */
  end: number;
  /** Where the next log backup begins; null = no full backup yet. */
  lastLogBackup: number | null;
  lastFull: number | null;
  lastFullGuid: string | null;
  /** The next log to apply must hold this position; only while RESTORING or in standby. */
  redoStart: number | null;
  /** Wall clock of what has been restored, while no recovery has ended it. */
  restoredToMs?: number;
  log: LogRecord[];
  content: ChatContent;
  /** The database that its backup was taken of, where it was restored under another name. */
  sourceName?: string;
  /** A full restore into it began and has not ended. */
  interrupted?: boolean;
  /** Of mgccomp only. */
  compliance?: ComplianceState;
  mirroring: Mirroring | null;
  /** Of a mirror whose redo is behind: how far it is. */
  redo?: { doneTo: number; atMs: number };
};

/** What a witness knows of one session: sys.database_mirroring_witnesses. */
export type WitnessedSession = {
  readonly database: string;
  readonly principal: string;
  readonly mirror: string;
  readonly guid: string;
  readonly familyGuid: string;
  readonly safety: Mirroring["safety"];
  readonly safetySequence: number;
  readonly roleSequence: number;
  readonly isSuspended: boolean;
  readonly isInStep: boolean;
};

export type InstanceState = {
  name: string;
  databases: Record<string, DatabaseState>;
  logins: Principal[];
  /** Absent: 2014 Enterprise. */
  product?: Product;
  /** Its database mirroring endpoint is there and started. */
  hasEndpoint: boolean;
  /** Sessions that it is the witness of. */
  witnessed?: WitnessedSession[];
  /** msdb tables by name, rows keyed by column. */
  msdb: Record<string, Row[]>;
  /** Files of dropped databases that a fault left behind. */
  leftFiles?: string[];
  /** Its ERRORLOG, oldest line first. */
  errorLog?: ErrorLogEntry[];
  nextId: number;
  startedAtMs: number;
};

export type SavedWorld = {
  version: 1;
  instances: InstanceState[];
  /** From number `firstMessage` on; null = only in `folded`. */
  messages: (ChatMessage | null)[];
  firstMessage?: number;
  folded?: Folded;
  siteUp: Record<SiteKey, boolean>;
  faults: string[];
  nextMessage: number;
  lync: LyncState | null;
};
