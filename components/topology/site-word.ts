import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { isOld } from "./is-old.ts";
import { needsCopy } from "./needs-copy.ts";

export type SiteWord = "serving" | "standby" | "no-answer" | "not-proven";

/** A site serves when a chat server of it is in the active list as just read and a writable mgc is seen there. */
export function siteWord(overview: OverviewView, site: "home" | "other"): SiteWord {
  const now = overview.serverNow;
  const here = overview.instances.filter((instance) => instance.site === site);
  const read = here.filter((instance) => !isOld(instance.state, now));
  if (here.length > 0 && read.length === 0) return "no-answer";
  const writable = read.some((instance) => instance.state.value?.writable === true);
  const active = overview.chatServers.some((server) => server.site === site && server.active === true);
  if (writable && active && !isOld(overview.activeServers, now)) return "serving";
  if (writable || active || isOld(overview.activeServers, now)) return "not-proven";
  // What does not answer may be the copy that counts.
  return here.some((each) => needsCopy(each) && !read.includes(each)) ? "not-proven" : "standby";
}
