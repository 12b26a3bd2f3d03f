import type { DatabaseWords, PrimaryWords, SecondaryWords } from "#lib/domain/topology/log-shipping.ts";
import { minuteRanges } from "#lib/domain/topology/minute-ranges.ts";

/** What a person may be asked for: log shipping of a home instance, of the secondary, mgc itself, the list of active servers. */
export type AnswerPart = "primary" | "secondary" | "database" | "list";

/** How a value is written and what it may be. Minutes count whole minutes. */
export type AnswerField =
  | { readonly kind: "path" | "name" | "servers" }
  | { readonly kind: "minutes"; readonly from: number; readonly to: number }
  | { readonly kind: "yes-no" }
  | { readonly kind: "choice"; readonly of: readonly string[] };

const path = { kind: "path" } as const;
const name = { kind: "name" } as const;
const yesNo = { kind: "yes-no" } as const;
const span = { kind: "minutes", ...minuteRanges.span } as const;
const every = { kind: "minutes", ...minuteRanges.every } as const;

type Words = {
  readonly primary: keyof PrimaryWords;
  readonly secondary: keyof SecondaryWords;
  readonly database: keyof DatabaseWords;
  readonly list: "activeServers";
};

/** Every value that can be asked for, in the order of the form. Meaning and the vendor's default: texts `uncaptured.fields.<name>`. */
export const answerFields: { readonly [P in AnswerPart]: Readonly<Record<Words[P], AnswerField>> } = {
  primary: {
    backupDirectory: path,
    backupShare: path,
    backupJob: name,
    backupEveryMinutes: every,
    retentionMinutes: span,
    compression: { kind: "choice", of: ["0", "1", "2"] },
    monitor: name,
    backupThresholdMinutes: span,
    alert: yesNo,
    historyMinutes: span,
  },
  secondary: {
    primaryServer: name,
    sourceDirectory: path,
    destinationDirectory: path,
    copyJob: name,
    copyEveryMinutes: every,
    restoreJob: name,
    restoreEveryMinutes: every,
    restoreDelayMinutes: { kind: "minutes", ...minuteRanges.delay },
    restoreAll: yesNo,
    standby: yesNo,
    disconnectUsers: yesNo,
    retentionMinutes: span,
    monitor: name,
    restoreThresholdMinutes: span,
    alert: yesNo,
    historyMinutes: span,
  },
  database: {
    owner: name,
    trustworthy: yesNo,
    chaining: yesNo,
    mirrored: yesNo,
    safety: { kind: "choice", of: ["FULL", "OFF"] },
    witness: name,
    complianceMirrored: yesNo,
    complianceWitness: name,
  },
  list: { activeServers: { kind: "servers" } },
};

/** Values that are asked only where the other one, which is yes or no, was not said to be no. */
export const neededWith: Readonly<Record<string, "mirrored" | "complianceMirrored">> = {
  safety: "mirrored",
  witness: "mirrored",
  complianceWitness: "complianceMirrored",
};

/** The field of a part by its name; null when the part has none such. Pure. */
export function answerField(part: AnswerPart, field: string): AnswerField | null {
  return Object.entries<AnswerField>(answerFields[part]).find(([key]) => key === field)?.[1] ?? null;
}
