import { isOld } from "#components/topology/is-old.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

export type VersionFit = {
  readonly fit: "same" | "differ" | "unknown";
  readonly home: string | null;
  readonly other: string | null;
};

/** Whether home's own instance and the copy that serves in the other site are of one version, as last read. */
export function versionFit(overview: Pick<OverviewView, "instances" | "serverNow">): VersionFit {
  const read = overview.instances.filter((each) => !isOld(each.state, overview.serverNow));
  const home = read.find((each) => each.duties.includes("home A"))?.state.value?.productVersion ?? null;
  const serving = read.find((each) => each.site === "other" && each.state.value?.writable === true);
  const other = serving?.state.value?.productVersion ?? null;
  const fit = home === null || other === null ? "unknown" : home === other ? "same" : "differ";
  return { fit, home, other };
}
