import type { Views } from "./views.ts";
import { databaseViews } from "./views-databases.ts";
import { mirroringViews } from "./views-mirroring.ts";
import { moreViews } from "./views-more.ts";
import { serverViews } from "./views-server.ts";
import { sessionViews } from "./views-sessions.ts";

/** The views of the whole instance. */
export const systemViews: Views = {
  ...databaseViews,
  ...mirroringViews,
  ...sessionViews,
  ...serverViews,
  ...moreViews,
};

export function systemViewNames(): readonly string[] {
  return Object.keys(systemViews).flatMap((key) => (key.startsWith("sys.") ? [key.slice(4)] : []));
}
