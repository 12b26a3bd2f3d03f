import { judgeCapture } from "#lib/domain/plan/capture-age.ts";
import { type PlanLooks, planFinding } from "#lib/domain/plan/looks.ts";
import type { Finding } from "#lib/domain/run/journal.ts";

/** The capture that the plan pins, with the age of each half: an old or missing half is what failback would have to ask for. */
export function captureAgeFinding(looks: PlanLooks): Finding {
  const { verdict, facts } = judgeCapture(looks.capture, looks.pool, looks.ports.clock.now().toISOString());
  return planFinding(looks, "capture-age", verdict, facts);
}
