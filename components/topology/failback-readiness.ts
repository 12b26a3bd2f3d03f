import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { isOld } from "./is-old.ts";

export type FailbackReadinessRow = {
  readonly id: "homeCopies" | "homeServers" | "otherMirror" | "versions" | "share" | "capture" | "place";
  readonly word: "pass" | "warn" | "fail" | "unknown";
  readonly figure: { readonly good: number; readonly all: number } | null;
};

/** What the way home would need, judged from the readings on this page; what was not read is unknown. */
export function failbackReadiness(view: OverviewView): readonly FailbackReadinessRow[] {
  const row = (
    id: FailbackReadinessRow["id"],
    word: FailbackReadinessRow["word"],
    figure: FailbackReadinessRow["figure"] = null,
  ) => ({ id, word, figure });
  const now = view.serverNow;
  const home = view.instances.filter((each) => each.site === "home" && each.duties.some((d) => /^home [AB]$/.test(d)));
  const answering = home.filter((each) => !isOld(each.state, now)).length;
  const servers = view.chatServers.filter((each) => each.site === "home");
  const heard = servers.filter((each) => each.serviceState !== null).length;
  const serving = view.instances.find(
    (each) => each.site === "other" && !isOld(each.state, now) && each.state.value?.writable === true,
  );
  const mirroring = serving?.state.value?.mirroringState ?? null;
  const versions = new Set([...home, ...(serving ? [serving] : [])].map((each) => each.state.value?.productVersion));
  const allRead = serving !== undefined && answering === home.length;
  return [
    row("homeCopies", answering === home.length ? "pass" : "unknown", { good: answering, all: home.length }),
    row("homeServers", heard === servers.length ? "pass" : "unknown", { good: heard, all: servers.length }),
    row("otherMirror", serving === undefined ? "unknown" : mirroring === "SYNCHRONIZED" ? "pass" : "warn"),
    row("versions", !allRead ? "unknown" : versions.size === 1 ? "pass" : "warn"),
    row("share", isOld(view.share, now) ? "unknown" : "pass"),
    row("capture", view.captureAt === null ? "fail" : "pass"),
    row("place", view.consoleStandsIn === "home" ? "fail" : "pass"),
  ];
}
