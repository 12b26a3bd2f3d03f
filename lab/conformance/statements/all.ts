import type { Statement } from "../statement.ts";
import { backup } from "./backup.ts";
import { catalog } from "./catalog.ts";
import { errors } from "./errors.ts";
import { functions } from "./functions.ts";
import { language } from "./language.ts";
import { restore } from "./restore.ts";
import { server } from "./server.ts";

/** Ordered so that statements with the same need stand together within their theme. */
export const statements: readonly Statement[] = [
  ...language,
  ...functions,
  ...errors,
  ...catalog,
  ...backup,
  ...restore,
  ...server,
];
