import { type PlanLooks, planFinding, type Seen } from "#lib/domain/plan/looks.ts";
import type { FailoverPins } from "#lib/domain/plan/pin-failover.ts";
import type { FileEntry } from "#lib/domain/ports.ts";
import type { Finding } from "#lib/domain/run/journal.ts";

/** What the other site stands ready with: the copy that takes log, the share its log comes from, the chat services. */
export function targetFindings(
  looks: PlanLooks,
  pinned: FailoverPins,
  share: Seen<readonly FileEntry[]>,
): readonly Finding[] {
  const { pins, redoLsn, services } = pinned;
  return [
    planFinding(looks, "target-restoring", "pass", { instance: pins.target, redo: redoLsn }),
    planFinding(looks, "share-reachable", share.error === null ? "pass" : "unknown", {
      share: looks.pool.folders.backupShare.asServer,
      found: share.value ? `${share.value.length} files` : share.error,
    }),
    planFinding(looks, "services-ready", services.every((s) => s.seen.value) ? "pass" : "unknown", {
      servers: services
        .map((s) => `${s.server}: ${s.seen.value?.status ?? s.seen.error ?? "no chat service"}`)
        .join(", "),
    }),
  ];
}
