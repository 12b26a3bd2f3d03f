import type { ServicePin } from "./failback/pins.ts";
import type { StartPin } from "./failback/start-type.ts";

/** What fencing home works on, as found while the plan was made. Only where exactly one home instance answered writable. */
export type FencePins = {
  /** The home instance whose mgc takes writes now. */
  readonly instance: string;
  /** Its mirror, or null when mgc is not mirrored there. */
  readonly mirror: string | null;
  /** Log-shipping backup jobs of the home instances that answered, found by id. */
  readonly backupJobs: readonly { readonly instance: string; readonly job: string }[];
  /** Chat services that run at home, by discovered name. */
  readonly services: readonly ServicePin[];
  /** Every chat and compliance service at home that would start by itself or by hand, with how; older plans do not have it. */
  readonly startTypes?: readonly StartPin[];
  /** Home chat servers whose services could not be asked: their connections are ended, the engine keeps them out afterwards. */
  readonly unreached: readonly string[];
  /** Where the tail of the log goes: win32 text for SQL Server, a name that no other plan uses. */
  readonly tailFile: string;
  /** What re-creates the mirror by hand, as text; null when there was none. */
  readonly mirrorAgain: string | null;
};
