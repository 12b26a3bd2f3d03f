import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { isOld } from "./is-old.ts";

export type ReadinessRow = {
  readonly id:
    | "copies"
    | "mirror"
    | "shipping"
    | "point"
    | "services"
    | "replicas"
    | "share"
    | "numbers"
    | "capture"
    | "place";
  readonly word: "pass" | "warn" | "fail" | "unknown";
  readonly figure: { readonly good: number; readonly all: number } | null;
};

/** A capture is taken at least hourly; an older one is worth a look. */
const captureMaxAgeMs = 2 * 60 * 60_000;

/** What a move to the other site would need, judged from the readings on this page; what was not read is unknown. */
export function readiness(view: OverviewView): readonly ReadinessRow[] {
  const row = (id: ReadinessRow["id"], word: ReadinessRow["word"], figure: ReadinessRow["figure"] = null) => ({
    id,
    word,
    figure,
  });
  const now = view.serverNow;
  const reasons = new Set(view.verdict.reasons.map((reason) => reason.key));
  const read = view.instances.filter((instance) => !isOld(instance.state, now));
  const others = view.chatServers.filter((server) => server.site === "other");
  const shipping = isOld(view.logShipping, now) ? null : view.logShipping.value;
  const point = view.recoveryPointSeconds;
  return [
    row(
      "copies",
      read.length === view.instances.length ? "pass" : "unknown",
      ratio(read.length, view.instances.length),
    ),
    row("mirror", mirrorWord(view, reasons)),
    row("shipping", shipping === null ? "unknown" : shipping.removed ? "fail" : "pass"),
    row("point", point === null ? "unknown" : point <= view.targets.recoveryPointSeconds ? "pass" : "fail"),
    counted("services", others, (server) => (server.serviceState === null ? null : server.serviceState === "Running")),
    counted("replicas", others, (server) => server.replicaUpToDate),
    row("share", isOld(view.share, now) ? "unknown" : "pass"),
    row("numbers", isOld(view.watermarks, now) ? "unknown" : "pass"),
    row("capture", captureWord(view)),
    row("place", view.consoleStandsIn === "home" ? "fail" : "pass"),
  ];
}

const ratio = (good: number, all: number) => ({ good, all });

function counted<T>(id: ReadinessRow["id"], all: readonly T[], judge: (each: T) => boolean | null): ReadinessRow {
  const judged = all.map(judge);
  const good = judged.filter((each) => each === true).length;
  const word = judged.includes(false) ? "warn" : judged.includes(null) || all.length === 0 ? "unknown" : "pass";
  return { id, word, figure: ratio(good, all.length) };
}

function mirrorWord(view: OverviewView, reasons: ReadonlySet<string>): ReadinessRow["word"] {
  if (reasons.has("mirror-absent") || reasons.has("mirror-not-synchronized")) return "warn";
  const live = view.instances.find((each) => !isOld(each.state, view.serverNow) && each.state.value?.writable === true);
  return live?.state.value?.mirroringState === "SYNCHRONIZED" ? "pass" : "unknown";
}

function captureWord(view: OverviewView): ReadinessRow["word"] {
  if (view.captureAt === null) return "unknown";
  return Date.parse(view.serverNow) - Date.parse(view.captureAt) > captureMaxAgeMs ? "warn" : "pass";
}
