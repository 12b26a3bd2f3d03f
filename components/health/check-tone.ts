import type { Tone } from "#components/ui/status.tsx";
import type { CheckState } from "#lib/domain/health/check.ts";
import type { ReadinessView } from "#lib/domain/views/health-view.ts";

/** Icon and colour of a check's state. */
export const checkTones: Readonly<Record<CheckState, Tone>> = {
  bad: "bad",
  unknown: "unknown",
  warning: "warn",
  good: "ok",
  "not-available": "idle",
};

/** A verdict over something unknown is never grey: it asks for a person as much as what is wrong. */
export const readinessTones: Readonly<Record<ReadinessView["kind"], Tone>> = {
  ready: "ok",
  "not-proven": "warn",
  "not-ready": "bad",
  "not-now": "idle",
};
