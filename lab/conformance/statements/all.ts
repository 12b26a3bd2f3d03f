import type { Statement } from "#lab/conformance/statement.ts";
import { backup } from "./backup.ts";
import { backupInformation } from "./backup-information.ts";
import { catalog } from "./catalog.ts";
import { catalogMsdb } from "./catalog-msdb.ts";
import { errors } from "./errors.ts";
import { errorsMore } from "./errors-more.ts";
import { functions } from "./functions.ts";
import { functionsDates } from "./functions-dates.ts";
import { language } from "./language.ts";
import { languageFlow } from "./language-flow.ts";
import { languageQueries } from "./language-queries.ts";
import { restore } from "./restore.ts";
import { restoreChain } from "./restore-chain.ts";
import { server } from "./server.ts";
import { serverCalls } from "./server-calls.ts";

/** Ordered so that statements with the same need stand together within their theme. */
export const statements: readonly Statement[] = [
  ...language,
  ...languageFlow,
  ...languageQueries,
  ...functions,
  ...functionsDates,
  ...errors,
  ...errorsMore,
  ...catalog,
  ...catalogMsdb,
  ...backup,
  ...backupInformation,
  ...restore,
  ...restoreChain,
  ...server,
  ...serverCalls,
];
